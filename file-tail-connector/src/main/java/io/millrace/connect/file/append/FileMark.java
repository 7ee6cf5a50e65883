package io.millrace.connect.file.append;

/**
 * How far a file was committed.
 *
 * @param id its device and inode
 * @param records how many records it has, for rotation
 * @param since when the first of them came, in milliseconds since 1970; 0 before
 */
record FileMark(String id, long length, long records, long since) {}
