package io.millrace.connect.jms;

import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;

/** The client id of a connection: text with the connector, the task and the session in it. */
final class ClientId {

  private record Place(String connector, int task, int session) {}

  private static final Vocabulary<Place> PLACES =
      Vocabulary.<Place>empty()
          .with("connector", Place::connector)
          .with("task", Place::task)
          .with("session", Place::session);

  private final Template<Place> template;

  private ClientId(Template<Place> template) {
    this.template = template;
  }

  static ClientId parse(String text) {
    return new ClientId(Template.parse(text, PLACES));
  }

  String of(String connector, int task, int session) {
    return template.render("The client id", new Place(connector, task, session), PlainText::of);
  }

  boolean differsBySession() {
    return template.places().contains("${session}");
  }

  boolean differsByTask() {
    return template.places().contains("${task}");
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
