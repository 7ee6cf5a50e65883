package io.millrace.connect.file.tail;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps the number of open files within its bound by closing those that were idle longest. */
final class OpenFiles {

  private final int most;
  private final Set<Follower> leastRecentFirst = new LinkedHashSet<>();

  OpenFiles(int most) {
    this.most = most;
  }

  boolean hasRoom() {
    return leastRecentFirst.size() < most;
  }

  /** This one may have opened files. */
  void used(Follower follower) {
    leastRecentFirst.remove(follower);
    if (follower.openFiles() == 0) {
      return;
    }
    leastRecentFirst.add(follower);
    Iterator<Follower> candidates = leastRecentFirst.iterator();
    while (leastRecentFirst.size() > most && candidates.hasNext()) {
      if (candidates.next().closeIdle()) {
        candidates.remove();
      }
    }
  }
}
