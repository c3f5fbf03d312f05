package dev.bylaw.policies;

import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The standard rules and the libraries they share. An engine finds them with {@link java.util.ServiceLoader}; an
 * application may as well hand them to it. Reading them throws an {@link UncheckedIOException} where the jar is damaged.
 * Immutable and thread-safe.
 */
public final class StandardRules implements RuleSource {
    // Resources of a module cannot be listed, so each is named here; a test holds that none is forgotten.
    private static final List<String> PATHS = List.of(
            "bylaw/discoverable/required-metadata/rule.rego",
            "bylaw/interoperable/contract-matches-model/rule.rego",
            "bylaw/interoperable/hive-partitions/rule.rego",
            "bylaw/interoperable/parquet-output/rule.rego",
            "bylaw/lib/columns.rego",
            "bylaw/lib/contracts.rego",
            "bylaw/lib/lineage.rego",
            "bylaw/lib/outputs.rego",
            "bylaw/lib/platforms.rego",
            "bylaw/lib/roles.rego",
            "bylaw/lib/texts.rego",
            "bylaw/lib/types.rego",
            "bylaw/lib/ways.rego",
            "bylaw/secure/pii-columns-tagged/rule.rego",
            "bylaw/secure/pii-masked/rule.rego",
            "bylaw/secure/pii-propagation/rule.rego",
            "bylaw/secure/standard-roles/rule.rego",
            "bylaw/self-describing/described-columns/rule.rego",
            "bylaw/trustworthy/tested/rule.rego");

    /** Makes the source; nothing is read yet. */
    public StandardRules() {}

    @Override
    public String name() {
        return "bylaw";
    }

    @Override
    public List<File> files() {
        return PATHS.stream().map(path -> new File(path, text(path))).toList();
    }

    /**
     * The page of a rule: its sections in Markdown, without a title and without the parameters, which its metadata hold.
     *
     * @param rule the id of a rule or of an instance of it
     * @return the page; empty where it is none of these rules
     */
    @Override
    public Optional<String> page(RuleId rule) {
        String folder = rule.base().toString();
        return PATHS.contains(folder + "/rule.rego") ? Optional.of(text(folder + "/page.md")) : Optional.empty();
    }

    private static String text(String path) {
        try (InputStream in = StandardRules.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new FileNotFoundException(path + " is missing among the resources of " + StandardRules.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
