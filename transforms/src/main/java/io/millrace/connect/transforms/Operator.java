package io.millrace.connect.transforms;

/** The comparisons of FieldMatches. */
enum Operator {
  EXISTS,
  IS_NULL,
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
  IN,
  REGEX
}
