package io.millrace.connect.http.listen;

/** A request that is answered with a failure. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  public RefusedException(Answer answer) {
    super(answer.toString(), null, false, false);
    this.answer = answer;
  }

  public RefusedException(int status, String title, String detail) {
    this(Answer.problem(status, title, detail));
  }

  public Answer answer() {
    return answer;
  }
}
