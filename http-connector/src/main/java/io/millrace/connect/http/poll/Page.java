package io.millrace.connect.http.poll;

import io.millrace.connect.http.client.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, taken apart.
 *
 * @param root all of it, where it is JSON
 * @param records JSON values, or text
 */
public record Page(Reply reply, @Nullable Object root, List<@Nullable Object> records) {}
