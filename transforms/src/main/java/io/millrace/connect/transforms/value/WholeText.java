package io.millrace.connect.transforms.value;

/** Whole numbers as nearly all of them are written: an ASCII sign and digits, and not too many. */
final class WholeText {

  private static final int SAFE_LENGTH = 18; // fits a long whatever the digits are

  private WholeText() {}

  static boolean isSimple(String text) {
    int length = text.length();
    int start = length > 1 && text.charAt(0) == '-' ? 1 : 0;
    if (length == 0 || length > SAFE_LENGTH) {
      return false;
    }
    for (int i = start; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
