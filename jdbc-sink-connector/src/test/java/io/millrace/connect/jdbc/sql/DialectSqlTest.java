package io.millrace.connect.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text of every statement, dialect by dialect. */
class DialectSqlTest {

  private static final TableId TABLE = TableId.parse("s.t");
  private static final TableColumn ID = new TableColumn("id", "int8", Types.BIGINT, 19);
  private static final TableColumn NAME = new TableColumn("na\"me", "varchar", Types.VARCHAR, 40);
  private static final TableColumn DOC = new TableColumn("doc", "JSON", Types.OTHER, 0);

  private final Dialect postgres = new PostgresDialect(Quoting.ALWAYS);
  private final Dialect h2 = new H2Dialect(Quoting.ALWAYS);
  private final Dialect ansi = new AnsiDialect(Quoting.NEVER);

  @Test
  void postgresTakesOneArrayForEachColumn() {
    assertThat(texts(postgres, Operation.INSERT))
        .containsExactly(
            """
            INSERT INTO "s"."t" ("id", "na""me") OVERRIDING SYSTEM VALUE SELECT u.c0, u.c1::"varchar" \
            FROM unnest(?::int8[], ?::text[]) AS u(c0, c1)""");
    assertThat(texts(postgres, Operation.UPSERT))
        .containsExactly(
            """
            INSERT INTO "s"."t" ("id", "na""me") OVERRIDING SYSTEM VALUE SELECT u.c0, u.c1::"varchar" \
            FROM unnest(?::int8[], ?::text[]) AS u(c0, c1) \
            ON CONFLICT ("id") DO UPDATE SET "na""me"=EXCLUDED."na""me\"""");
    assertThat(texts(postgres, Operation.INSERT_IGNORE))
        .containsExactly(
            """
            INSERT INTO "s"."t" ("id", "na""me") OVERRIDING SYSTEM VALUE SELECT u.c0, u.c1::"varchar" \
            FROM unnest(?::int8[], ?::text[]) AS u(c0, c1) ON CONFLICT ("id") DO NOTHING""");
    assertThat(texts(postgres, Operation.UPDATE))
        .containsExactly(
            """
            UPDATE "s"."t" AS t SET "na""me"=u.c1::"varchar" \
            FROM unnest(?::int8[], ?::text[]) AS u(c0, c1) WHERE t."id"=u.c0""");
    assertThat(texts(postgres, Operation.DELETE))
        .containsExactly(
            """
            DELETE FROM "s"."t" AS t USING unnest(?::int8[]) AS u(c0) WHERE t."id"=u.c0""");
  }

  @Test
  void postgresTakesOneParameterForEachValueWhenAsked() {
    Dialect values = postgres.writing(WriteMethod.VALUES);

    assertThat(texts(values, Operation.UPSERT))
        .containsExactly(
            """
            INSERT INTO "s"."t" ("id", "na""me") OVERRIDING SYSTEM VALUE VALUES (?, ?::text::"varchar"), \
            (?, ?::text::"varchar") ON CONFLICT ("id") DO UPDATE SET "na""me"=EXCLUDED."na""me\"""");
    assertThat(texts(values, Operation.UPDATE))
        .containsExactly("UPDATE \"s\".\"t\" SET \"na\"\"me\"=?::text::\"varchar\" WHERE \"id\"=?");
    assertThat(texts(values, Operation.TRUNCATE)).containsExactly("TRUNCATE TABLE \"s\".\"t\"");
  }

  @Test
  void postgresLoadsRowsInBulk() {
    var write = new TableWrite(Operation.INSERT, TABLE, List.of(ID), List.of(NAME));

    assertThat(postgres.bulkLoad(write, true))
        .isEqualTo("COPY \"s\".\"t\" (\"id\", \"na\"\"me\") FROM STDIN (FORMAT binary)");
    assertThat(postgres.bulkLoadCheck(TABLE).orElseThrow()).contains("to_regclass('\"s\".\"t\"')");
    assertThat(h2.bulkLoadCheck(TABLE)).isEmpty();
  }

  @Test
  void postgresLeavesRowsAloneThatAreNothingButAKey() {
    var keyOnly = new TableWrite(Operation.UPSERT, TABLE, List.of(ID), List.of());

    assertThat(postgres.statements(keyOnly, 1).get(0).text())
        .endsWith("ON CONFLICT (\"id\") DO NOTHING");
  }

  @Test
  void acceptsOnlyWordsWithoutQuotes() {
    assertThat(List.of("id", "_Größe1$")).allMatch(ansi::accepts);
    assertThat(List.of("", "1d", "a b", "a#b", "a--b", "a;b", "a.b", "a\"b"))
        .noneMatch(ansi::accepts);
  }

  @Test
  void acceptsQuotedWhateverCanBeQuoted() {
    assertThat(List.of("a b", "a\"; --", "a\\", "\ud83d\ude00")).allMatch(postgres::accepts);
    assertThat(List.of("", "a\0b", "\ud83d")).noneMatch(postgres::accepts);
  }

  @Test
  void mysqlRefusesNamesItsDriverMisreads() {
    var mysql = new MySqlDialect(Quoting.ALWAYS);

    assertThat(List.of("a b", "a`; --", "größe")).allMatch(mysql::accepts);
    assertThat(List.of("a\\", "\ud83d\ude00", "a\0b", "a ", "a\n")).noneMatch(mysql::accepts);
  }

  @Test
  void mysqlEndsNoLiteralAtABackslash() {
    var column =
        new RecordColumn("id", ColumnType.UUID, 0, true, Optional.of("\\'; DROP TABLE x; --"));

    assertThat(new MySqlDialect(Quoting.ALWAYS).addColumns(TABLE, List.of(column)).get(0))
        .endsWith("DEFAULT '\\\\''; DROP TABLE x; --'");
  }

  @Test
  void h2MergesManyRows() {
    var write = new TableWrite(Operation.UPSERT, TABLE, List.of(ID), List.of(DOC));

    assertThat(h2.statements(write, 2).get(0).text())
        .isEqualTo(
            """
            MERGE INTO "s"."t" ("id", "doc") KEY ("id") \
            VALUES (?, ? FORMAT JSON), (?, ? FORMAT JSON)""");
  }

  @Test
  void ansiUpdatesAndThenInsertsWhatIsMissing() {
    TableColumn name = new TableColumn("name", "VARCHAR", Types.VARCHAR, 40);
    var write = new TableWrite(Operation.UPSERT, TABLE, List.of(ID), List.of(name));

    List<SqlStatement> statements = ansi.statements(write, 2);

    assertThat(statements)
        .extracting(SqlStatement::text)
        .containsExactly(
            "UPDATE s.t SET name=? WHERE id=?",
            "INSERT INTO s.t (id, name) SELECT ?, ? FROM (VALUES (1)) AS one (n)"
                + " WHERE NOT EXISTS (SELECT 1 FROM s.t WHERE id=?)");
    assertThat(statements)
        .extracting(SqlStatement::parameters)
        .containsExactly(List.of(name, ID), List.of(ID, name, ID));
  }

  @Test
  void ansiTakesPowersOfTwo() {
    var write = new TableWrite(Operation.INSERT, TABLE, List.of(), List.of(ID));

    assertThat(ansi.rows(write, 3000)).isEqualTo(256);
    assertThat(ansi.rows(write, 100)).isEqualTo(64);
    assertThat(ansi.statements(write, 2).get(0).text())
        .isEqualTo("INSERT INTO s.t (id) VALUES (?), (?)");
  }

  @Test
  void mysqlNamesTheNewRow() {
    var mysql = new MySqlDialect(Quoting.ALWAYS);

    assertThat(texts(mysql, Operation.UPSERT))
        .containsExactly(
            """
            INSERT INTO `s`.`t` (`id`, `na"me`) VALUES (?, ?), (?, ?) AS new \
            ON DUPLICATE KEY UPDATE `na"me`=new.`na"me`""");
    assertThat(texts(mysql, Operation.INSERT_IGNORE))
        .containsExactly(
            """
            INSERT INTO `s`.`t` (`id`, `na"me`) VALUES (?, ?), (?, ?) \
            ON DUPLICATE KEY UPDATE `id`=`s`.`t`.`id`""");
    assertThat(texts(mysql, Operation.UPDATE))
        .containsExactly("UPDATE `s`.`t` SET `na\"me`=? WHERE `id`=?");
    assertThat(texts(mysql, Operation.DELETE)).containsExactly("DELETE FROM `s`.`t` WHERE `id`=?");
    assertThat(texts(mysql, Operation.TRUNCATE)).containsExactly("DELETE FROM `s`.`t`");
  }

  @Test
  void mariaDbAsksForTheNewValues() {
    assertThat(texts(new MariaDbDialect(Quoting.ALWAYS), Operation.UPSERT))
        .containsExactly(
            """
            INSERT INTO `s`.`t` (`id`, `na"me`) VALUES (?, ?), (?, ?) \
            ON DUPLICATE KEY UPDATE `na"me`=VALUES(`na"me`)""");
  }

  @Test
  void sqliteReactsToConflicts() {
    var sqlite = new SqliteDialect(Quoting.NEVER);

    assertThat(texts(sqlite, Operation.UPSERT))
        .containsExactly(
            """
            INSERT INTO s.t (id, na"me) VALUES (?, ?), (?, ?) \
            ON CONFLICT (id) DO UPDATE SET na"me=excluded.na"me""");
    assertThat(texts(sqlite, Operation.INSERT_IGNORE))
        .containsExactly(
            """
            INSERT INTO s.t (id, na"me) VALUES (?, ?), (?, ?) ON CONFLICT (id) DO NOTHING""");
  }

  @Test
  void sqlServerMergesManyRowsAndLocksKeys() {
    var sqlServer = new SqlServerDialect(Quoting.NEVER);
    var wide = new TableWrite(Operation.UPSERT, TABLE, List.of(ID), Collections.nCopies(99, NAME));

    assertThat(texts(sqlServer, Operation.UPSERT))
        .containsExactly(
            """
            MERGE INTO s.t WITH (HOLDLOCK) AS t USING (VALUES (?, ?), (?, ?)) AS s (id, na"me) \
            ON (t.id=s.id) WHEN MATCHED THEN UPDATE SET t.na"me=s.na"me \
            WHEN NOT MATCHED THEN INSERT (id, na"me) VALUES (s.id, s.na"me);""");
    assertThat(texts(sqlServer, Operation.INSERT_IGNORE))
        .containsExactly(
            """
            MERGE INTO s.t WITH (HOLDLOCK) AS t USING (VALUES (?, ?), (?, ?)) AS s (id, na"me) \
            ON (t.id=s.id) WHEN NOT MATCHED THEN INSERT (id, na"me) VALUES (s.id, s.na"me);""");
    assertThat(sqlServer.rows(wide, 3000)).isEqualTo(16);
  }

  @Test
  void sqlServerTakesEveryDecimalInTheScaleOfItsColumn() {
    var sqlServer = new SqlServerDialect(Quoting.NEVER);
    var price = new TableColumn("price", "decimal", Types.DECIMAL, 18, 4, false);
    var upsert = new TableWrite(Operation.UPSERT, TABLE, List.of(ID), List.of(price));
    var delete = new TableWrite(Operation.DELETE, TABLE, List.of(price), List.of());

    assertThat(sqlServer.statements(upsert, 2).get(0).text())
        .contains("(VALUES (?, CAST(? AS DECIMAL(18, 4))), (?, CAST(? AS DECIMAL(18, 4)))) AS s");
    assertThat(sqlServer.statements(delete, 1).get(0).text())
        .isEqualTo("DELETE FROM s.t WHERE price=CAST(? AS DECIMAL(18, 4))");
  }

  @Test
  void oracleSendsOneRowAtATimeInABatch() {
    var oracle = new OracleDialect(Quoting.NEVER);

    assertThat(texts(oracle, Operation.UPSERT))
        .containsExactly(
            """
            MERGE INTO s.t t USING (SELECT ? id, ? na"me FROM DUAL) s ON (t.id=s.id) \
            WHEN MATCHED THEN UPDATE SET t.na"me=s.na"me \
            WHEN NOT MATCHED THEN INSERT (id, na"me) VALUES (s.id, s.na"me)""");
    assertThat(texts(oracle, Operation.INSERT))
        .containsExactly("INSERT INTO s.t (id, na\"me) VALUES (?, ?)");
  }

  @Test
  void db2MergesValues() {
    assertThat(texts(new Db2Dialect(Quoting.NEVER), Operation.UPSERT))
        .containsExactly(
            """
            MERGE INTO s.t t USING (VALUES (?, ?)) AS s (id, na"me) ON (t.id=s.id) \
            WHEN MATCHED THEN UPDATE SET t.na"me=s.na"me \
            WHEN NOT MATCHED THEN INSERT (id, na"me) VALUES (s.id, s.na"me)""");
  }

  @Test
  void createsTablesInTheTypesOfEachDatabase() {
    assertThat(created(new MySqlDialect(Quoting.NEVER)))
        .isEqualTo(
            """
            CREATE TABLE s.t (id VARCHAR(255) NOT NULL, amount DECIMAL(65, 2), state LONGTEXT, \
            at TIMESTAMP(6) NULL, ts DATETIME(6), PRIMARY KEY (id))""");
    assertThat(created(new SqlServerDialect(Quoting.NEVER)))
        .isEqualTo(
            """
            CREATE TABLE s.t (id NVARCHAR(255) NOT NULL, amount DECIMAL(38, 2), \
            state NVARCHAR(MAX) DEFAULT 'it''s', at DATETIMEOFFSET(7), ts DATETIME2(7), \
            PRIMARY KEY (id))""");
    assertThat(created(new OracleDialect(Quoting.NEVER)))
        .isEqualTo(
            """
            CREATE TABLE s.t (id VARCHAR2(255) NOT NULL, amount NUMBER(38,2), \
            state CLOB DEFAULT 'it''s', at TIMESTAMP(9) WITH TIME ZONE, ts TIMESTAMP(9), \
            PRIMARY KEY (id))""");
    assertThat(created(new Db2Dialect(Quoting.NEVER)))
        .isEqualTo(
            """
            CREATE TABLE s.t (id VARCHAR(255) NOT NULL, amount DECIMAL(31, 2), state CLOB, \
            at TIMESTAMP(9), ts TIMESTAMP(9), PRIMARY KEY (id))""");
    assertThat(created(new SqliteDialect(Quoting.NEVER)))
        .isEqualTo(
            """
            CREATE TABLE s.t (id TEXT NOT NULL, amount TEXT, state TEXT DEFAULT 'it''s', \
            at TEXT, ts TEXT, PRIMARY KEY (id))""");
  }

  private static String created(Dialect dialect) {
    return dialect.createTable(
        TABLE,
        List.of(RecordColumn.key("id", ColumnType.TEXT)),
        List.of(
            new RecordColumn("amount", ColumnType.DECIMAL, 2, true, Optional.empty()),
            new RecordColumn("state", ColumnType.TEXT, 0, true, Optional.of("it's")),
            new RecordColumn("at", ColumnType.TIMESTAMP, 0, true, Optional.empty()),
            new RecordColumn("ts", ColumnType.LOCAL_TIMESTAMP, 0, true, Optional.empty())));
  }

  @Test
  void createsTablesWithKeysAndDefaults() {
    var keys = List.of(RecordColumn.key("id", ColumnType.TEXT));
    var values =
        List.of(
            new RecordColumn("amount", ColumnType.DECIMAL, 2, true, Optional.empty()),
            new RecordColumn("state", ColumnType.TEXT, 0, true, Optional.of("it's")));

    assertThat(postgres.createTable(TABLE, keys, values))
        .isEqualTo(
            """
            CREATE TABLE "s"."t" ("id" text NOT NULL, "amount" numeric, \
            "state" text DEFAULT 'it''s', PRIMARY KEY ("id"))""");
    assertThat(ansi.createTable(TABLE, keys, values))
        .isEqualTo(
            """
            CREATE TABLE s.t (id VARCHAR(255) NOT NULL, amount DECIMAL(38, 2), \
            state VARCHAR(4000) DEFAULT 'it''s', PRIMARY KEY (id))""");
  }

  @Test
  void addsColumns() {
    var column = new RecordColumn("n", ColumnType.INT32, 0, true, Optional.empty());

    assertThat(postgres.addColumns(TABLE, List.of(column, column)))
        .containsExactly(
            "ALTER TABLE \"s\".\"t\" ADD COLUMN \"n\" integer",
            "ALTER TABLE \"s\".\"t\" ADD COLUMN \"n\" integer");
    assertThat(new SqlServerDialect(Quoting.NEVER).addColumns(TABLE, List.of(column)))
        .containsExactly("ALTER TABLE s.t ADD n INTEGER");
    assertThat(new OracleDialect(Quoting.NEVER).addColumns(TABLE, List.of(column)))
        .containsExactly("ALTER TABLE s.t ADD (n NUMBER(10,0))");
  }

  @Test
  void writesTruthAsANumberWhereBooleansAreNumbers() {
    var no = new RecordColumn("no", ColumnType.BOOLEAN, 0, true, Optional.of(false));
    var yes = new RecordColumn("yes", ColumnType.BOOLEAN, 0, true, Optional.of(true));

    assertThat(new SqlServerDialect(Quoting.NEVER).addColumns(TABLE, List.of(no, yes)))
        .containsExactly(
            "ALTER TABLE s.t ADD no BIT DEFAULT 0", "ALTER TABLE s.t ADD yes BIT DEFAULT 1");
    assertThat(new OracleDialect(Quoting.NEVER).addColumns(TABLE, List.of(no, yes)))
        .containsExactly(
            "ALTER TABLE s.t ADD (no NUMBER(1,0) DEFAULT 0)",
            "ALTER TABLE s.t ADD (yes NUMBER(1,0) DEFAULT 1)");
    assertThat(ansi.addColumns(TABLE, List.of(no)))
        .containsExactly("ALTER TABLE s.t ADD COLUMN no BOOLEAN DEFAULT false");
  }

  @Test
  void readsTableNames() {
    assertThat(TableId.parse("t")).isEqualTo(TableId.of("t"));
    assertThat(TableId.parse("s.t")).isEqualTo(new TableId(Optional.of("s"), "t"));
    assertThat(TableId.parse("\"a.b\".\"c\"\"d\""))
        .isEqualTo(new TableId(Optional.of("a.b"), "c\"d"));
  }

  @Test
  void choosesTheDialectByUrl() {
    assertThat(dialect("jdbc:postgresql://h/db")).isEqualTo("postgresql");
    assertThat(dialect("jdbc:h2:mem:x")).isEqualTo("h2");
    assertThat(dialect("jdbc:mysql://h/db")).isEqualTo("mysql");
    assertThat(dialect("jdbc:mariadb://h/db")).isEqualTo("mariadb");
    assertThat(dialect("jdbc:sqlite:x.db")).isEqualTo("sqlite");
    assertThat(dialect("jdbc:sqlserver://h")).isEqualTo("sqlserver");
    assertThat(dialect("jdbc:oracle:thin:@h")).isEqualTo("oracle");
    assertThat(dialect("jdbc:db2://h/db")).isEqualTo("db2");
    assertThat(dialect("jdbc:other:x")).isEqualTo("ansi");
  }

  @Test
  void printsUrlsWithoutSecrets() {
    assertThat(JdbcUrl.parse("jdbc:postgresql://h:1/db?user=a&password=b"))
        .hasToString("jdbc:postgresql://h:1/db");
    assertThat(JdbcUrl.parse("jdbc:other://me:hush@h/db")).hasToString("jdbc:other://h/db");
    assertThat(JdbcUrl.parse("jdbc:h2:mem:x;PASSWORD=b")).hasToString("jdbc:h2:mem:x");
    assertThat(JdbcUrl.parse("jdbc:other://me:hu/s@h@h/db")).hasToString("jdbc:other://h/db");
    assertThat(JdbcUrl.parse("jdbc:oracle:thin:me/hush@//h:1/s"))
        .hasToString("jdbc:oracle:thin://h:1/s");
    assertThat(JdbcUrl.parse("jdbc:oracle:thin:@//h:1/s")).hasToString("jdbc:oracle:thin:@//h:1/s");
  }

  @Test
  void knowsThePasswordsOfUrls() {
    assertThat(JdbcUrl.parse("jdbc:other://me:hu:sh@h/db?user=a&password=b").secrets())
        .containsExactly("hu:sh", "b");
    assertThat(JdbcUrl.parse("jdbc:oracle:thin:me/hush@//h:1/s").secrets()).containsExactly("hush");
    assertThat(JdbcUrl.parse("jdbc:postgresql://h/db?user=a").secrets()).isEmpty();
  }

  @Test
  void overwritesOnlyWithGreaterVersions() {
    assertThat(guarded(postgres))
        .startsWith("INSERT INTO \"s\".\"t\" AS t (")
        .endsWith(
            """
            DO UPDATE SET "na""me"=EXCLUDED."na""me", "v"=EXCLUDED."v" \
            WHERE (t."v" IS NULL OR t."v"<EXCLUDED."v")""");
    assertThat(guarded(new MySqlDialect(Quoting.ALWAYS)))
        .endsWith(
            """
            UPDATE `na"me`=IF((`s`.`t`.`v` IS NULL OR `s`.`t`.`v`<new.`v`), \
            new.`na"me`, `s`.`t`.`na"me`), \
            `v`=IF((`s`.`t`.`v` IS NULL OR `s`.`t`.`v`<new.`v`), new.`v`, `s`.`t`.`v`)""");
    assertThat(guarded(new MariaDbDialect(Quoting.ALWAYS))).contains("`v`<VALUES(`v`)");
    assertThat(guarded(new SqliteDialect(Quoting.ALWAYS)))
        .endsWith("WHERE (\"v\" IS NULL OR \"v\"<excluded.\"v\")");
    assertThat(guarded(h2))
        .startsWith(
            """
            UPDATE "s"."t" SET "na""me"=?, "v"=? WHERE "id"=? AND ("v" IS NULL OR "v"<?)""");
  }

  @Test
  void mergesOnlyGreaterVersions() {
    String condition = "(t.\"v\" IS NULL OR t.\"v\"<s.\"v\")";

    assertThat(guarded(new SqlServerDialect(Quoting.ALWAYS)))
        .contains(" WHEN MATCHED AND " + condition + " THEN UPDATE SET t.\"na\"\"me\"=");
    assertThat(guarded(new Db2Dialect(Quoting.ALWAYS)))
        .contains(" WHEN MATCHED AND " + condition + " THEN UPDATE SET t.\"na\"\"me\"=");
    assertThat(guarded(new OracleDialect(Quoting.ALWAYS)))
        .contains("t.\"v\"=s.\"v\" WHERE " + condition + " WHEN NOT MATCHED THEN INSERT");
  }

  @Test
  void mysqlLooksForTheKeyAloneWhereOtherColumnsAreUniqueToo() {
    var write =
        new TableWrite(
            Operation.UPSERT,
            TABLE,
            List.of(ID),
            List.of(NAME),
            new Overwriting(Optional.empty(), true),
            true);

    List<SqlStatement> statements = new MySqlDialect(Quoting.ALWAYS).statements(write, 1);

    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).text())
        .startsWith("UPDATE ")
        .contains(" AND (NOT (", " <=> ")
        .doesNotContain("DUPLICATE");
    assertThat(statements.get(1).text()).contains(" FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ");
  }

  private static String guarded(Dialect dialect) {
    var version = new TableColumn("v", "int8", Types.BIGINT, 19);
    var write =
        new TableWrite(
            Operation.UPSERT,
            TABLE,
            List.of(ID),
            List.of(NAME, version),
            new Overwriting(Optional.of(version), false),
            false);
    return dialect.statements(write, 1).get(0).text();
  }

  private static String dialect(String url) {
    return Dialects.of(JdbcUrl.parse(url), Quoting.ALWAYS).name();
  }

  private static List<String> texts(Dialect dialect, Operation operation) {
    var write = new TableWrite(operation, TABLE, List.of(ID), List.of(NAME));
    return dialect.statements(write, 2).stream().map(SqlStatement::text).toList();
  }

  @Test
  void givesColumnsMoreRoomAndKeepsTheRestOfTheirDefinition() {
    var table = new TableId(Optional.empty(), "t");
    var name = new TableColumn("a", "VARCHAR2", Types.VARCHAR, 3);

    assertThat(new Db2Dialect(Quoting.ALWAYS).widen(table, name, "VARCHAR(7)", ""))
        .isEqualTo("ALTER TABLE \"t\" ALTER COLUMN \"a\" SET DATA TYPE VARCHAR(7)");
    assertThat(new OracleDialect(Quoting.ALWAYS).widen(table, name, "VARCHAR2(7)", ""))
        .isEqualTo("ALTER TABLE \"t\" MODIFY (\"a\" VARCHAR2(7))");
    String definitions =
        """
        CREATE TABLE `t` (
          `aa` int,
          `a` int unsigned NOT NULL DEFAULT '7' COMMENT 'int(3), of `a`',
          PRIMARY KEY (`a`)
        )""";
    assertThat(new MySqlDialect(Quoting.ALWAYS).widen(table, name, "BIGINT", definitions))
        .isEqualTo(
            "ALTER TABLE `t` MODIFY COLUMN `a` BIGINT unsigned NOT NULL DEFAULT '7'"
                + " COMMENT 'int(3), of `a`'");
  }
}
