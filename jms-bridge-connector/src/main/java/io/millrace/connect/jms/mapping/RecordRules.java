package io.millrace.connect.jms.mapping;

import java.nio.charset.Charset;

/** How messages become records. */
public record RecordRules(
    MessageTopic topic,
    MessageKey key,
    ValueFormat format,
    Charset charset,
    HeadersCopied headers,
    String propertyPrefix) {}
