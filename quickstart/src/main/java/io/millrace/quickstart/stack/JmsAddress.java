package io.millrace.quickstart.stack;

/** Where a JMS broker is, and who we are to it. */
public record JmsAddress(String url, String user, String password) {}
