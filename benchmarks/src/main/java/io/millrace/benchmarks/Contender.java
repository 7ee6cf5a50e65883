package io.millrace.benchmarks;

/** One of the things a benchmark compares: ours, a peer, or what a plain client can do. */
interface Contender {

  String name();

  /** Moves the input once, and measures. */
  Measurement run(Input input) throws Exception;
}
