package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the metadata blocks among the comments of a module, and the statement that each belongs to.
 *
 * <p>As in OPA a block begins with a comment {@code # METADATA} in the first column and goes on with the comments that
 * follow there line by line. It belongs to the first statement that begins below its first line.
 */
final class MetadataBlocks {
    /** The most blocks that a text may have. */
    private static final int MAX_BLOCKS = 25_000;

    private static final String MARK = "METADATA";

    private final String file;
    private final List<SourceModule.Comment> comments;
    private final List<RegoError> errors = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** A block whose YAML is read. */
    private record Block(RegoLocation at, ObjectValue fields, MetadataYaml yaml) {}

    /** What a block can belong to. */
    enum Target {
        PACKAGE("the package"),
        IMPORT("an import"),
        RULE("a rule");

        private final String text;

        Target(String text) {
            this.text = text;
        }
    }

    /** A statement of the module. */
    record Statement(Target kind, int row) {}

    MetadataBlocks(String file, List<SourceModule.Comment> comments) {
        this.file = file;
        this.comments = comments;
    }

    /** {@return what is wrong with the blocks so far} */
    List<RegoError> errors() {
        return errors;
    }

    /** Reads the blocks. */
    void read() {
        int i = 0;
        while (i < comments.size()) {
            SourceModule.Comment first = comments.get(i);
            i++;
            if (!isMark(first)) {
                continue;
            }
            int begin = i;
            int row = first.at().row();
            while (i < comments.size() && continues(comments.get(i), row + 1)) {
                row++;
                i++;
            }
            if (blocks.size() >= MAX_BLOCKS) {
                errors.add(RegoError.at(
                        first.at(), ParseFailure.CODE, "the text has more than " + MAX_BLOCKS + " blocks of metadata"));
                return;
            }
            try {
                blocks.add(block(first, comments.subList(begin, i)));
            } catch (ParseFailure failure) {
                errors.add(failure.error());
            }
        }
    }

    private static boolean isMark(SourceModule.Comment comment) {
        return comment.at().column() == 1 && comment.text().strip().startsWith(MARK);
    }

    private static boolean continues(SourceModule.Comment comment, int row) {
        return comment.at().row() == row && comment.at().column() == 1 && !isMark(comment);
    }

    private Block block(SourceModule.Comment first, List<SourceModule.Comment> lines) {
        if (lines.stream().allMatch(line -> line.text().isBlank())) {
            throw new ParseFailure(
                    first.at(), "no fields follow `# METADATA`; expected lines such as `# title: ...` below it", 0);
        }
        MetadataYaml yaml = new MetadataYaml(file, lines);
        ObjectValue fields = yaml.read();
        MetadataFields.check(fields, yaml.places());
        RegoLocation last = lines.get(lines.size() - 1).at();
        return new Block(TokenCursor.spanning(first.at(), last), fields, yaml);
    }

    /**
     * Finds the statements that the blocks belong to.
     *
     * @param statements the statements in source order
     */
    List<AnnotationBlock> attach(List<Statement> statements) {
        List<AnnotationBlock> attached = new ArrayList<>();
        int next = 0;
        for (Block block : blocks) {
            while (next < statements.size()
                    && statements.get(next).row() <= block.at().row()) {
                next++;
            }
            Optional<Statement> target =
                    next < statements.size() ? Optional.of(statements.get(next)) : Optional.empty();
            try {
                String scope = scope(block, target);
                attached.add(new AnnotationBlock(
                        scope, block.fields(), block.yaml().places(), target.map(Statement::row), block.at()));
            } catch (ParseFailure failure) {
                errors.add(failure.error());
            }
        }
        return attached;
    }

    private static String scope(Block block, Optional<Statement> target) {
        boolean isEntrypoint = MetadataDocument.isEntrypoint(block.fields());
        String written = block.fields().get("scope") instanceof StringValue text ? text.value() : "";
        if (target.isEmpty() || target.get().kind() == Target.IMPORT) {
            throw new ParseFailure(
                    block.at(),
                    "metadata stands above the package or a rule; "
                            + target.map(statement -> statement.kind().text + " follows")
                                    .orElse("nothing follows here"),
                    0);
        }
        Target kind = target.get().kind();
        String scope = written;
        if (scope.isEmpty()) {
            scope = kind == Target.PACKAGE
                    ? AnnotationBlock.PACKAGE
                    : isEntrypoint ? AnnotationBlock.DOCUMENT : AnnotationBlock.RULE;
        }
        checkScope(block, scope, kind);
        if (isEntrypoint && !scope.equals(AnnotationBlock.DOCUMENT) && !scope.equals(AnnotationBlock.PACKAGE)) {
            throw new ParseFailure(
                    place(block, "/entrypoint"),
                    "annotation entrypoint applied to non-document or package scope '" + scope + "'",
                    "`entrypoint` needs the scope `document` or `package`, found `" + scope + "`",
                    0);
        }
        return scope;
    }

    private static void checkScope(Block block, String scope, Target kind) {
        Target wanted =
                switch (scope) {
                    case AnnotationBlock.RULE, AnnotationBlock.DOCUMENT -> Target.RULE;
                    case AnnotationBlock.PACKAGE, AnnotationBlock.SUBPACKAGES -> Target.PACKAGE;
                    default ->
                        throw new ParseFailure(
                                place(block, "/scope"),
                                "invalid annotation scope '" + Slips.shown(scope)
                                        + "'. Use one of 'rule', 'document', 'package', or 'subpackages'",
                                "invalid scope `" + Slips.shown(scope)
                                        + "`; expected `rule`, `document`, `package` or `subpackages`",
                                0);
                };
        if (wanted != kind) {
            throw new ParseFailure(
                    place(block, "/scope"),
                    "annotation scope '" + scope + "' must be applied to "
                            + (wanted == Target.RULE ? "rule" : "package") + " (have " + kind.text.replaceAll(".* ", "")
                            + ")",
                    "the scope `" + scope + "` belongs above " + wanted.text + "; " + kind.text + " follows here",
                    0);
        }
    }

    private static RegoLocation place(Block block, String pointer) {
        return block.yaml().places().getOrDefault(pointer, block.at());
    }
}
