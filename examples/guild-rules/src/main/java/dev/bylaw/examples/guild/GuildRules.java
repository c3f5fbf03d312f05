package dev.bylaw.examples.guild;

import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the guild that are written in Rego; engines find them with {@link java.util.ServiceLoader}, and so they do
 * {@link StatedFreshness}, which is written in Java. Immutable and thread-safe.
 */
public final class GuildRules implements RuleSource {
    // Resources of a module cannot be listed, so each rule is named here.
    private static final List<String> RULES =
            List.of("acme/discoverable/owned-models", "acme/self-describing/layer-prefixes");

    /** Makes the source; nothing is read yet. */
    public GuildRules() {}

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public List<File> files() {
        return RULES.stream()
                .map(rule -> rule + "/rule.rego")
                .map(path -> new File(path, Resources.text(path)))
                .toList();
    }

    @Override
    public Optional<String> page(RuleId rule) {
        String id = rule.base().toString();
        return RULES.contains(id) ? Optional.of(Resources.text(id + "/page.md")) : Optional.empty();
    }
}
