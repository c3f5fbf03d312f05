package dev.bylaw.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a page. */
final class DocBlocks {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");

    /** What a block of commands begins with; other blocks without a language show what a command prints. */
    private static final Pattern COMMAND =
            Pattern.compile("(\\./bylaw|bylaw|java (-jar|-cp) .*?bylaw\\.jar|jar|mvn|git|opa) .*");

    private DocBlocks() {}

    /**
     * A block.
     *
     * @param page the name of the page
     * @param line the line of its first line
     * @param language the language; empty text for none
     * @param text what is in it
     */
    record Block(String page, int line, String language, String text) {
        boolean isCommands() {
            return language.equals("sh")
                    || language.isEmpty()
                            && COMMAND.matcher(text.lines().findFirst().orElse(""))
                                    .matches();
        }

        boolean isOutput() {
            return language.isEmpty() && !isCommands();
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** {@return the blocks of a page in their order} */
    static List<Block> of(Path root, String page) throws IOException {
        String text = Files.readString(root.resolve(page));
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            int line = (int) text.substring(0, matcher.start(2))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            blocks.add(new Block(page, line, matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** {@return the words of each command, as a shell would read them} */
    static List<List<String>> commands(Block block) {
        List<List<String>> commands = new ArrayList<>();
        String joined = block.text().replaceAll("\\\\\\n *", "");
        for (String line : joined.lines().toList()) {
            List<String> words = new ArrayList<>();
            Matcher word =
                    Pattern.compile("'([^']*)'|\"([^\"]*)\"|(#.*)|(\\S+)").matcher(line);
            while (word.find() && word.group(3) == null) {
                words.add(
                        word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(4));
            }
            if (!words.isEmpty()) {
                commands.add(words);
            }
        }
        return commands;
    }
}
