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
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

  @ParameterizedTest
  @ValueSource(classes = {Transformation.class, Predicate.class})
  void everyPluginCanBeFoundByAWorker(Class<?> service) throws Exception {
    List<String> written = classesThatAre(service);

    List<String> listed = listed(service);

    assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(written);
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
