package io.millrace.connect.http.mapping;

import io.millrace.connect.data.Template;
import io.millrace.connect.http.listen.RequestHead;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What records look like that are made of requests.
 *
 * @param copied which headers of a request are headers of its records
 * @param hasOrigin whether records say where they came from
 */
public record ReceivingRules(
    Template<RequestHead> topic,
    RecordKeySource key,
    ValueForm form,
    boolean splitsArrays,
    List<Pattern> copied,
    boolean hasOrigin) {}
