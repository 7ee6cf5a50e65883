package io.millrace.connect.file.append;

/** What is at a path: which file, by device and inode, and how long it is. */
record DiskStat(String id, long size) {}
