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

  /** A problem no option of the transform is known to help against. */
  public static Problem of(String what) {
    return new Problem(what, "", "");
  }

  public Problem at(String newPath) {
    return new Problem(what, newPath, remedy);
  }

  /** The same problem inside of something else. */
  public Problem within(String parent) {
    boolean isOne = parent.isEmpty() || path.isEmpty();
    return at(isOne ? parent + path : parent + "." + path);
  }

  /** Names the way out: {@code fixedBy("if.exists=overwrite", "replace it")}. */
  public Problem fixedBy(String setting, String effect) {
    return new Problem(what, path, setting + " to " + effect);
  }

  /**
   * The whole sentence about a record that came from the given place.
   *
   * @param otherwise a further way out, such as a setting to let such records pass, or nothing
   */
  public String sentence(String transform, String place, String otherwise) {
    String where = path.isEmpty() ? "" : " at path '" + path + "'";
    String ways =
        remedy.isEmpty() || otherwise.isEmpty() ? remedy + otherwise : remedy + ", or " + otherwise;
    return transform
        + ": "
        + what
        + where
        + " in "
        + place
        + (ways.isEmpty() ? "" : "; set " + ways);
  }
}
