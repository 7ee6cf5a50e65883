package io.millrace.connect.file.append;

/**
 * How far a file was committed.
 *
 * @param id its device and inode
 * @param records how many records it has, for rotation
 */
record FileMark(String id, long length, long records) {}
