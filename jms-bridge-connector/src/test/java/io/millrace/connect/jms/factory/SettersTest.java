package io.millrace.connect.jms.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettersTest {

  private final Factory factory = new Factory();
  private final Setters setters = new Setters(factory);

  @Test
  void setsValuesOfTheTypesSettersHave() {
    setters.set("hostName", "mq.example.com");
    setters.set("port", "1414");
    setters.set("compressed", "true");

    assertThat(factory.host).isEqualTo("mq.example.com");
    assertThat(factory.port).isEqualTo(1414);
    assertThat(factory.compressed).isTrue();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> setters.set("prt", "1414"))
        .hasMessageContaining("connection.factory.property.prt is not known")
        .hasMessageContaining("[compressed, hostName, port]");
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    assertThatThrownBy(() -> setters.set("port", "x"))
        .hasMessageContaining("connection.factory.property.port must be of type int");
  }

  @Test
  void whatTheClientRefusesIsPassedOn() {
    assertThatThrownBy(() -> setters.set("port", "-1"))
        .hasMessageContaining("refused by the client: no such port");
  }

  /** Stands for the ConnectionFactory of a provider. */
  public static final class Factory {
    private String host = "";
    private int port;
    private boolean compressed;

    public void setHostName(String name) {
      host = name;
    }

    public void setPort(int number) {
      if (number < 0) {
        throw new IllegalArgumentException("no such port");
      }
      port = number;
    }

    public void setCompressed(boolean on) {
      compressed = on;
    }

    public void setListener(Runnable listener) {}
  }
}
