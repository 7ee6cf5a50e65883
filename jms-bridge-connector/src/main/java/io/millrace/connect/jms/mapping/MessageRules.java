package io.millrace.connect.jms.mapping;

import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.jms.broker.Destination;
import io.millrace.connect.jms.broker.OutboundMessage;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/** How records become messages. */
public record MessageRules(
    Destination.Kind kind,
    Template<RecordData> destination,
    Optional<Pattern> allowedDestinations,
    MessageFormat format,
    Charset charset,
    NullValues nullValues,
    MessageProperties properties,
    Optional<Template<RecordData>> correlationId,
    Optional<Template<RecordData>> replyTo,
    Optional<Template<RecordData>> type,
    Optional<Template<RecordData>> groupId,
    OutboundMessage.Quality quality) {}
