package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.cli.DocBlocks.Block;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every command and every block of code in the documentation does what the page says. */
class DocsIT {
    private static final Path ROOT = Jar.EXAMPLES.resolve("..").normalize();

    /** Commands that a test does not run, with the reason. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "mvn", "it is the build that runs this test",
            "git", "the test needs no git; BaseIT reads repositories",
            "opa", "tests that compare with opa run it where it is installed",
            "cd", "it is JMH, which measures for minutes",
            "jfr", "it reads a recording of a measurement, which takes minutes",
            "benchmarks/compare.py", "it measures for minutes, beside opa");

    /** Commands on files that the test does not have, with the reason. */
    private static final Map<String, String> NOT_RUN_ON = Map.of(
            "...", "the reader puts the rest there",
            "acme-rules.tar.gz", "opa writes it; the tests of bylaw-opa check such bundles",
            "data.bench.joins.decision",
                    "its files stand for those of the reader; the commands of docs/rego.md measure");

    /** Pages whose code is tests, which PagesTest of the test kit compiles and runs. */
    private static final Set<String> RUN_ELSEWHERE = Set.of("docs/test-kit.md", "rules-test/README.md");

    /** Blocks of output that are shortened, or printed by a program of the page, by their first words. */
    private static final Map<String, String> NOT_COMPARED =
            Map.of("failed  data.acme", "shortened; AuthoringIT compares it");

    /** Java that is part of a program, in the order in which a page needs it. */
    private static final String IMPORTS = """
            import dev.bylaw.*;
            import dev.bylaw.rego.*;
            import dev.bylaw.report.*;
            import dev.bylaw.rule.*;
            import dev.bylaw.rules.test.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.stream.*;
            import org.junit.jupiter.api.*;
            """;

    @TempDir
    private Path folder;

    /** Where the commands of a page run. */
    private Path here;

    /** Whether the tests of the page's rule are as {@code rules new} wrote them, so that one must fail. */
    private boolean begun = true;

    @BeforeAll
    static void leaveTheSettingsOfTheMachineAlone() {
        GitSettings.ofRepositoryOnly();
    }

    static List<String> pages() throws IOException {
        Set<String> pages = new TreeSet<>(List.of("README.md", "CONTRIBUTING.md"));
        try (Stream<Path> all = Files.walk(ROOT, 3)) {
            all.map(path -> ROOT.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> path.startsWith("docs/") && path.endsWith(".md")
                            || path.matches("(rego|rules-test|opa|benchmarks|examples/[a-z-]+)/README\\.md"))
                    .forEach(pages::add);
        }
        pages.removeAll(RUN_ELSEWHERE);
        return List.copyOf(pages);
    }

    @BeforeEach
    void layOutWhatPagesSpeakOf() throws IOException, GitAPIException {
        Path repository = folder.resolve("repository");
        copy(ROOT.resolve("examples"), repository.resolve("examples"));
        copy(ROOT.resolve("policies/src"), repository.resolve("policies/src"));
        copy(ROOT.resolve("examples/customer-data-product-fixed"), repository.resolve("products/customer"));
        copy(ROOT.resolve("examples/customer-data-product-fixed"), folder.resolve("release/products/customer"));
        Path rule = repository.resolve("my-rules/rule.rego");
        Files.createDirectories(rule.getParent());
        Files.writeString(rule, whole(DocBlocks.of(ROOT, "README.md")));
        here = repository;
        try (Git git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            var commit = git.commit()
                    .setMessage("state")
                    .setSign(false)
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .call();
            var update = git.getRepository().updateRef("refs/remotes/origin/main");
            update.setNewObjectId(commit);
            update.update();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String whole(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.language().equals("rego") && block.text().contains("\npackage "))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (!path.toString().contains("target")) {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsRunAndPrintWhatThePageShows(String page) throws IOException {
        if (page.equals("docs/first-steps.md")) {
            here = here.resolve("examples/customer-data-product");
        } else if (page.equals("docs/base.md")) {
            // Here the examples would be further products of the same name.
            delete(here.resolve("examples"));
        } else if (page.equals("docs/rules.md")) {
            Files.delete(here.resolve("my-rules/rule.rego"));
        }
        List<Block> blocks = DocBlocks.of(ROOT, page);
        StringBuilder printed = new StringBuilder();
        for (Block block : blocks) {
            if (page.equals("docs/rules.md") && block.language().equals("rego")) {
                write(block);
            }
            if (block.isCommands()) {
                for (List<String> command : DocBlocks.commands(block)) {
                    printed.append(run(block, command));
                }
            }
        }
        for (Block block : blocks) {
            boolean shortened = NOT_COMPARED.keySet().stream().anyMatch(block.text()::startsWith);
            if (block.isOutput() && !shortened) {
                assertThat(printed.toString()).as(block.toString()).contains(block.text());
            }
        }
    }

    /** Puts what a page says to write in the place of what {@code rules new} wrote: its own tests, and the violation. */
    private void write(Block block) throws IOException {
        Path rule = here.resolve("my-rules/acme/secure/no-plan-types/rule.rego");
        Path tests = rule.resolveSibling("rule_test.rego");
        if (block.text().startsWith("_in_output")) {
            begun = false;
            replaceFrom("test_", tests, block.text());
        } else if (block.text().startsWith("violation contains ")) {
            replaceFrom("# One violation", rule, block.text());
        }
    }

    private static void replaceFrom(String start, Path file, String text) throws IOException {
        String old = Files.readString(file);
        Files.writeString(file, old.substring(0, old.indexOf(start)) + text);
    }

    private String run(Block block, List<String> command) {
        String program = command.get(0);
        if (NOT_RUN.containsKey(program) || command.stream().anyMatch(NOT_RUN_ON::containsKey)) {
            return "";
        }
        if (program.equals("jar")) {
            List<String> words = command.subList(1, command.size());
            int code = java.util.spi.ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, absolute(words));
            assertThat(code).as(block + " " + command).isZero();
            return "";
        }
        List<String> arguments = command.subList(program.equals("java") ? 3 : 1, command.size());
        Jar.Result result = Jar.runIn(here, arguments.toArray(String[]::new));
        // What a page checks may fail the check, and a test that is begun fails; what it says to type must be right.
        Map<String, Set<Integer>> codes = new HashMap<>();
        codes.put("check", Set.of(0, 1));
        codes.put("test", Set.of(begun && block.page().equals("docs/rules.md") ? 2 : 0));
        assertThat(codes.getOrDefault(arguments.get(0), Set.of(0)))
                .as(block + " " + command + "\n" + result.out() + result.err())
                .contains(result.code());
        assertThat(result.err()).as(block + " " + command).doesNotContain("bylaw: ");
        return result.out();
    }

    /** A tool in this process runs in its folder. */
    private String[] absolute(List<String> words) {
        return words.stream()
                .map(word -> word.equals("my-rules") || word.endsWith(".jar")
                        ? here.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeIsRight(String page) throws Exception {
        for (Block block : DocBlocks.of(ROOT, page)) {
            switch (block.language()) {
                case "rego" -> rego(block);
                case "java" -> java(block);
                case "yaml" -> yaml(block);
                case "json" -> Json.parse(block.toString(), block.text());
                case "xml" ->
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new java.io.StringReader("<x>" + block.text() + "</x>")));
                case "groovy" ->
                    assertThat(block.text())
                            .as("PipelinesIT runs its commands")
                            .isEqualTo(Files.readString(Jar.EXAMPLES.resolve("ci/Jenkinsfile")));
                default -> assertThat(block.language()).as(block.toString()).isIn("", "sh");
            }
        }
    }

    private static void rego(Block block) {
        if (block.text().contains("custom:")) {
            RuleSource source = new RuleSource() {
                @Override
                public String name() {
                    return block.toString();
                }

                @Override
                public List<File> files() {
                    return List.of(new File(block.toString(), block.text()));
                }
            };
            assertThat(PolicyEngine.builder().addRules(source).build().rules())
                    .as(block.toString())
                    .hasSize(1);
        } else {
            String imports = block.text().contains("rule.violation") ? "import data.acme.rule\n\n" : "";
            String text =
                    block.text().contains("package ") ? block.text() : "package page\n\n" + imports + block.text();
            Policy.compile(List.of(RegoModule.parse(block.toString(), text)));
        }
    }

    private void java(Block block) throws IOException {
        String text = block.text();
        Path source;
        if (text.contains("class ") || text.contains("record ")) {
            var name = java.util.regex.Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)")
                    .matcher(text);
            assertThat(name.find()).as(block.toString()).isTrue();
            source = folder.resolve(name.group(1) + ".java");
        } else {
            StringBuilder imports = new StringBuilder();
            StringBuilder rest = new StringBuilder();
            text.lines()
                    .forEach(line -> (line.startsWith("import ") ? imports : rest)
                            .append(line)
                            .append('\n'));
            boolean members = rest.toString().startsWith("@");
            text = IMPORTS.replace(
                            "import dev.bylaw.rego.*;\n", imports.length() == 0 ? "" : "import dev.bylaw.rego.*;\n")
                    + imports + "class Page {\n" + (members ? rest : "void run() throws Exception {\n" + rest + "}\n")
                    + "}\n";
            source = folder.resolve("Page.java");
        }
        Files.writeString(source, text);
        java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(code).as(block + "\n" + errors).isZero();
    }

    private void yaml(Block block) throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(block.text());
        assertThat(read).as(block.toString()).isInstanceOf(Map.class);
        if (((Map<?, ?>) read).containsKey("fail_on")) {
            Path product = here.resolve("examples/customer-data-product-fixed");
            Files.writeString(product.resolve("bylaw.yml"), block.text());
            Path rule = product.resolve("governance/rules/rule.rego");
            Files.createDirectories(rule.getParent());
            Files.copy(here.resolve("my-rules/rule.rego"), rule, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Jar.Result result = Jar.runIn(product, "check");
            assertThat(result.code())
                    .as(block + "\n" + result.out() + result.err())
                    .isIn(0, 1, 3);
            Files.delete(product.resolve("bylaw.yml"));
        }
    }

    @Test
    void seesEveryFence() throws IOException {
        int blocks = 0;
        for (String page : pages()) {
            List<String> fences = new ArrayList<>();
            Files.readString(ROOT.resolve(page))
                    .lines()
                    .filter(line -> line.startsWith("```"))
                    .forEach(fences::add);
            assertThat(DocBlocks.of(ROOT, page)).as(page).hasSize(fences.size() / 2);
            blocks += fences.size() / 2;
        }
        assertThat(blocks).isGreaterThan(30);
    }
}
