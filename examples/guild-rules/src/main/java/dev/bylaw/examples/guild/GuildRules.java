package dev.bylaw.examples.guild;

import dev.bylaw.rule.RuleSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules of the guild; engines find them with {@link java.util.ServiceLoader}. Immutable and thread-safe. */
public final class GuildRules implements RuleSource {
    // Resources of a module cannot be listed, so each rule is named here.
    private static final List<String> PATHS =
            List.of("acme/discoverable/owned-models/rule.rego", "acme/self-describing/layer-prefixes/rule.rego");

    /** Makes the source; nothing is read yet. */
    public GuildRules() {}

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public List<File> files() {
        return PATHS.stream().map(path -> new File(path, text(path))).toList();
    }

    private static String text(String path) {
        try (InputStream in = GuildRules.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new FileNotFoundException(path + " is missing among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
