package io.millrace.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class ServicesTest {

  @Test
  void everyTransformCanBeFoundByAWorker() throws Exception {
    List<String> written = classesThatAre(Transformation.class);

    List<String> listed = listed(Transformation.class);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
  }

  private static List<String> listed(Class<?> service) {
    return ServiceLoader.load(service).stream()
        .map(provider -> provider.type().getName())
        .filter(name -> name.startsWith("io.millrace"))
        .toList();
  }

  private static List<String> classesThatAre(Class<?> service) throws IOException {
    Path classes = Path.of("target", "classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .filter(name -> isPlugin(name, service))
          .toList();
    }
  }

  private static boolean isPlugin(String name, Class<?> service) {
    try {
      Class<?> type = Class.forName(name, false, ServicesTest.class.getClassLoader());
      return service.isAssignableFrom(type)
          && Modifier.isPublic(type.getModifiers())
          && !Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
