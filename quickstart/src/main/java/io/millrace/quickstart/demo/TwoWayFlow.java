package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Systems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F6: the same table is changed on both sides, by the clerks of the legacy system and the customers
 * of the portal. Every change is made once on the other side and never comes back.
 */
final class TwoWayFlow implements Flow {

  private static final int UPDATE_EVERY = 4;
  private static final int DELETE_EVERY = 10;

  private final DemoTopics topics;
  private final Side legacy;
  private final Side portal;
  private @Nullable Trickle trickle;

  TwoWayFlow(Systems systems) throws SQLException {
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.legacy = new Side("legacy", systems.legacy(), systems.legacy());
    this.portal = new Side("portal", systems.portal(), systems.portal());
  }

  @Override
  public String name() {
    return "F6";
  }

  @Override
  public String route() {
    return "legacy database <-> portal database";
  }

  @Override
  public List<String> connectors() {
    return List.of(
        "legacy-contacts-source",
        "portal-contacts-source",
        "legacy-contacts-sink",
        "portal-contacts-sink");
  }

  @Override
  public void prepare() throws SQLException {
    topics.create("legacy-contacts.public.contacts");
    topics.create("portal-contacts.public.contacts");
    legacy.prepare();
    portal.prepare();
  }

  @Override
  public void awaitReady() {
    legacy.awaitReader();
    portal.awaitReader();
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    legacy.latencies.countFrom(measuredFrom);
    portal.latencies.countFrom(measuredFrom);
    trickle = Trickle.started(name(), load, number -> change(number, load));
  }

  // Odd numbers are changes of the legacy system, even ones of the portal, each of its own rows.
  private void change(long number, Load load) throws SQLException {
    Side side = number % 2 == 1 ? legacy : portal;
    long turn = (number + 1) / 2;
    boolean isLast = number + 2 > load.events(); // a row that stays, so that its arrival is seen
    if (isLast) {
      side.insert(number, turn);
    } else if (turn % DELETE_EVERY == 0) {
      side.delete(number - 2);
    } else if (turn % UPDATE_EVERY == 0) {
      side.update(number - 2, turn);
    } else {
      side.insert(number, turn);
    }
  }

  @Override
  public long written() {
    return trickle == null ? 0 : trickle.written();
  }

  @Override
  public Arrivals arrivals() throws SQLException {
    Arrivals inPortal = portal.arrivals();
    Arrivals inLegacy = legacy.arrivals();
    return new Arrivals(
        inPortal.events() + inLegacy.events(),
        Math.max(inPortal.medianMillis(), inLegacy.medianMillis()),
        Math.max(inPortal.p99Millis(), inLegacy.p99Millis()));
  }

  @Override
  public Optional<String> complaint() throws SQLException {
    long echoes = legacy.echoes() + portal.echoes();
    return echoes == 0
        ? Optional.empty()
        : Optional.of(echoes + " changes came back to where they were made");
  }

  @Override
  public Checksum sent() throws SQLException {
    return legacy.content();
  }

  @Override
  public Checksum received() throws SQLException {
    return portal.content();
  }

  @Override
  public void close() throws SQLException {
    if (trickle != null) {
      trickle.close();
    }
    legacy.close();
    portal.close();
  }

  /** One of the two databases: the application that works on it, and what the sink does to it. */
  private static final class Side implements AutoCloseable {

    // Every change is noted with who made it: the application, or the sink, which says so by its
    // replication origin. A row is deleted in the turn after its last change.
    private static final String[] SCHEMA = {
      "CREATE TABLE contacts"
          + " (id bigint PRIMARY KEY, owner text, phone text, turn bigint, changed_at bigint)",
      "CREATE TABLE contact_changes"
          + " (owner text, by_sink boolean, turn bigint, changed_at bigint,"
          + " noted_at timestamptz)",
      """
      CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO contact_changes VALUES (coalesce(new.owner, old.owner),
            pg_replication_origin_session_is_setup(), coalesce(new.turn, old.turn + 1),
            new.changed_at, clock_timestamp());
        RETURN NULL;
      END $$
      """,
      """
      CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON contacts
      FOR EACH ROW EXECUTE FUNCTION note_change()
      """
    };

    private final String name;
    private final Connection application;
    private final Connection observer;
    private final ArrivalsQuery latencies =
        new ArrivalsQuery("contact_changes WHERE by_sink", "changed_at", "noted_at");

    Side(String name, Connection application, Connection observer) {
      this.name = name;
      this.application = application;
      this.observer = observer;
    }

    void prepare() throws SQLException {
      Rows.execute(application, SCHEMA);
      Rows.execute(
          application, "SELECT pg_replication_origin_create('" + name + "_contacts_sink')");
    }

    void awaitReader() {
      ReplicationSlot.awaitReader(observer, name + "_contacts");
    }

    void insert(long id, long turn) throws SQLException {
      run(
          "INSERT INTO contacts (phone, turn, changed_at, owner, id) VALUES (?, ?, ?, '"
              + name
              + "', ?)",
          id,
          turn);
    }

    void update(long id, long turn) throws SQLException {
      run("UPDATE contacts SET phone = ?, turn = ?, changed_at = ? WHERE id = ?", id, turn);
    }

    private void run(String sql, long id, long turn) throws SQLException {
      try (PreparedStatement statement = application.prepareStatement(sql)) {
        long now = System.currentTimeMillis();
        statement.setString(1, "+49 " + now);
        statement.setLong(2, turn);
        statement.setLong(3, now);
        statement.setLong(4, id);
        statement.executeUpdate();
      }
    }

    void delete(long id) throws SQLException {
      Rows.execute(application, "DELETE FROM contacts WHERE id = " + id);
    }

    /** Changes of the other side arrive in order, so the last one tells how many there were. */
    Arrivals arrivals() throws SQLException {
      long turns =
          Rows.number(observer, "SELECT coalesce(max(turn), 0) FROM contact_changes WHERE by_sink");
      Arrivals measured = latencies.run(observer);
      return new Arrivals(turns, measured.medianMillis(), measured.p99Millis());
    }

    /** Changes the sink has made to rows of this side: they came back. */
    long echoes() throws SQLException {
      return Rows.number(
          observer,
          "SELECT count(*) FROM contact_changes WHERE by_sink AND owner = '" + name + "'");
    }

    Checksum content() throws SQLException {
      return Rows.checksum(observer, "SELECT id, owner, phone, turn, changed_at FROM contacts");
    }

    @Override
    public void close() throws SQLException {
      application.close();
      observer.close();
    }
  }
}
