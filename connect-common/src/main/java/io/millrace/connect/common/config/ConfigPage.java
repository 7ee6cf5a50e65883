package io.millrace.connect.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** The reference page of a spec, as Markdown. */
public final class ConfigPage {

  private final ConfigSpec spec;

  public ConfigPage(ConfigSpec spec) {
    this.spec = spec;
  }

  /** The whole page. */
  public String markdown() {
    var page = new StringBuilder();
    page.append("# ").append(spec.title()).append("\n\n");
    page.append(
        "<!-- Generated from the option declarations: mvn -Pquick test -Dupdate.docs=true -->\n");
    byGroup().forEach((group, options) -> section(page, group, options));
    spec.passThrough().forEach((prefix, doc) -> page.append(passThrough(prefix, doc)));
    return page.toString();
  }

  private Map<String, List<Option<?>>> byGroup() {
    Map<String, List<Option<?>>> groups = new LinkedHashMap<>();
    for (Option<?> option : spec.options()) {
      groups.computeIfAbsent(option.group(), g -> new ArrayList<>()).add(option);
    }
    return groups;
  }

  private static void section(StringBuilder page, String group, List<Option<?>> options) {
    page.append("\n## ").append(group).append("\n\n");
    page.append("| Option | Type | Default | Allowed | What it does |\n");
    page.append("|---|---|---|---|---|\n");
    for (Option<?> option : options) {
      page.append("| ").append(code(option.key()));
      page.append(" | ").append(option.configType().name().toLowerCase(Locale.ROOT));
      page.append(" | ").append(defaultText(option));
      page.append(" | ").append(cell(option.allowed()));
      page.append(" | ").append(cell(option.doc())).append(aliases(option)).append(" |\n");
    }
  }

  private static String passThrough(String prefix, String doc) {
    return "\n## Handed on: " + code(prefix + "*") + "\n\n" + doc + "\n";
  }

  private static String aliases(Option<?> option) {
    if (option.aliases().isEmpty()) {
      return "";
    }
    List<String> names = option.aliases().stream().map(ConfigPage::code).toList();
    return " Also accepted: " + String.join(", ", names) + ".";
  }

  private static String defaultText(Option<?> option) {
    Object value = option.rawDefault();
    if (value == ConfigDef.NO_DEFAULT_VALUE) {
      return "*required*";
    }
    String text = value instanceof List<?> list ? commaSeparated(list) : printable(value);
    return text.isEmpty() ? "" : code(text);
  }

  private static String commaSeparated(List<?> list) {
    return String.join(",", list.stream().map(String::valueOf).toList());
  }

  private static String printable(@Nullable Object value) {
    return value == null
        ? ""
        : value.toString().replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
