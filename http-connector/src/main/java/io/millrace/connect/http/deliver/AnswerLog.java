package io.millrace.connect.http.deliver;

import java.util.function.Consumer;

/** Where the answers to delivered requests are kept, for those who wait for them. */
@FunctionalInterface
public interface AnswerLog {

  /** Nobody wants them. */
  AnswerLog NONE = (delivered, kept, failed) -> kept.run();

  /**
   * Takes an answer and returns at once.
   *
   * @param kept is called once when it is safe, on any thread; the records count as delivered then
   * @param failed is called once, instead, when it never will be
   */
  void keep(Delivered delivered, Runnable kept, Consumer<Exception> failed);
}
