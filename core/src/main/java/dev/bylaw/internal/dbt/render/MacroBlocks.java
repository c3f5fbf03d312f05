package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the blocks of macros out of a file, as dbt does: what stands between them is not looked at, so that an invalid
 * tag there, or in one macro, leaves the other macros alone.
 */
final class MacroBlocks {
    private static final Set<String> KINDS = Set.of("macro", "materialization", "test", "data_test");

    private static final Pattern TAG =
            Pattern.compile("\\{%[-+]?\\s*([A-Za-z_][A-Za-z_0-9]*)(?:\\s+([A-Za-z_][A-Za-z_0-9]*))?");

    /**
     * A block.
     *
     * @param kind its tag
     * @param name what it defines
     * @param start its first offset
     * @param end the offset behind it
     */
    record Block(String kind, String name, int start, int end) {}

    private final SourceFile file;
    private final List<Block> blocks = new ArrayList<>();
    private Optional<Block> open = Optional.empty();
    private Optional<Problem> problem = Optional.empty();

    private MacroBlocks(SourceFile file) {
        this.file = file;
    }

    /** {@return the blocks of a file, as far as they are closed} */
    static MacroBlocks of(SourceFile file) {
        MacroBlocks found = new MacroBlocks(file);
        TagFinder tags = new TagFinder(file.text());
        for (Optional<TagFinder.Tag> tag = tags.next(); tag.isPresent(); tag = tags.next()) {
            found.tag(tag.get());
        }
        found.open.ifPresent(block -> found.fail(
                "the " + block.kind + " '" + block.name + "' is not closed; expected {% end" + block.kind + " %}",
                block));
        return found;
    }

    List<Block> blocks() {
        return blocks;
    }

    Optional<Problem> problem() {
        return problem;
    }

    private void tag(TagFinder.Tag tag) {
        if (!tag.closed()) {
            fail("this comment or raw tag has no end", new Block("", "", tag.start(), tag.start() + 2));
            return;
        }
        Matcher matcher = TAG.matcher(file.text()).region(tag.start(), tag.end());
        if (tag.kind() != TagFinder.Kind.STATEMENT || !matcher.lookingAt()) {
            return;
        }
        String kind = matcher.group(1);
        if (open.isPresent() && kind.equals("end" + open.get().kind)) {
            blocks.add(new Block(open.get().kind, open.get().name, open.get().start, tag.end()));
            open = Optional.empty();
        } else if (KINDS.contains(kind) && matcher.group(2) != null) {
            // The one before has no end; this one still may have.
            open.ifPresent(block -> fail(
                    "the " + block.kind + " '" + block.name + "' is not closed before the " + kind + " '"
                            + matcher.group(2) + "'",
                    block));
            open = Optional.of(new Block(kind, matcher.group(2), tag.start(), tag.end()));
        }
    }

    private void fail(String message, Block block) {
        if (problem.isEmpty()) {
            Location place =
                    file.location(block.start, Math.min(block.end, file.text().length()));
            problem = Optional.of(Problem.at(place, Problem.Kind.INVALID_SYNTAX, message));
        }
    }
}
