package io.millrace.connect.jdbc;

class H2ExactlyOnceTest extends ExactlyOnceContract {

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:h2:mem:once;DB_CLOSE_DELAY=-1", "sa");
  }
}
