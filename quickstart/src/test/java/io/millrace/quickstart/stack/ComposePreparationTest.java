package io.millrace.quickstart.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the first container of docker-compose.yml does, without a container. */
@EnabledOnOs(OS.LINUX)
class ComposePreparationTest {

  private static final Path SCRIPT = Path.of("../deploy/compose/prepare.sh").toAbsolutePath();

  @TempDir Path folder;
  private Path secrets;
  private Path target;

  @BeforeEach
  void makeTheMountedFolders() throws IOException {
    secrets = Files.createDirectory(folder.resolve("secrets"));
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void makesUpAPasswordForEachSystem() throws Exception {
    prepare();

    Map<Object, Object> made = passwords();
    assertThat(made).containsOnlyKeys("postgres.password", "mysql.password", "jms.password");
    assertThat(made.values())
        .doesNotHaveDuplicates()
        .allMatch(word -> word.toString().length() > 20);
    assertThat(secrets.resolve("jms-password")).hasContent(made.get("jms.password").toString());
  }

  @Test
  void keepsThePasswordsOfTheFirstStart() throws Exception {
    prepare();
    Map<Object, Object> first = passwords();

    prepare();

    assertThat(passwords()).isEqualTo(first);
  }

  @Test
  void letsOtherUsersReadThePasswords() throws Exception {
    prepare();

    assertThat(permissions(secrets)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(secrets.resolve("secrets.properties"))).isEqualTo("r--r--r--");
    assertThat(permissions(secrets.resolve("postgres-password"))).isEqualTo("r--r--r--");
  }

  @Test
  void letsTheWorkerWriteAndTheOwnerOfTheScriptRemoveTheLegacyFiles() throws Exception {
    Path legacy = target.resolve("compose/legacy");

    prepare();

    assertThat(permissions(legacy)).isEqualTo("rwxrwxrwx");
    assertThat(Files.getOwner(legacy)).isEqualTo(Files.getOwner(SCRIPT));
    assertThat(Files.getOwner(target)).isEqualTo(Files.getOwner(SCRIPT));
  }

  private void prepare() throws Exception {
    Process script =
        new ProcessBuilder("sh", SCRIPT.toString(), secrets.toString(), target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes());
    assertThat(script.waitFor()).as(said).isZero();
  }

  private Map<Object, Object> passwords() throws IOException {
    var passwords = new Properties();
    try (InputStream file = Files.newInputStream(secrets.resolve("secrets.properties"))) {
      passwords.load(file);
    }
    return passwords.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
