package io.millrace.connect.transforms.structure;

/**
 * Something about one record that a transform cannot deal with.
 *
 * <p>It says what, at which path, and which option would change it, never the value. Where the
 * record came from is added by whoever knows the record. Has no stack trace, so that one instance
 * can stand for all records of a schema.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String path;
  private final String remedy;

  private Problem(String what, String path, String remedy) {
    super(what, null, false, false);
    this.what = what;
    this.path = path;
    this.remedy = remedy;
  }

  /** A problem nothing but {@code on.error} helps against. */
  public static Problem of(String what) {
    return new Problem(what, "", "");
  }

  public Problem at(String newPath) {
    return new Problem(what, newPath, remedy);
  }

  /** Names the way out: {@code fixedBy("if.exists=overwrite", "replace it")}. */
  public Problem fixedBy(String setting, String effect) {
    return new Problem(what, path, "set " + setting + " to " + effect);
  }

  /** The whole sentence about a record that came from the given place. */
  public String sentence(String transform, String place) {
    String where = path.isEmpty() ? "" : " at path '" + path + "'";
    String fix = remedy.isEmpty() ? "set " : remedy + ", or ";
    return transform
        + ": "
        + what
        + where
        + " in "
        + place
        + "; "
        + fix
        + "on.error=skip, null, drop or tag to let such records pass";
  }
}
