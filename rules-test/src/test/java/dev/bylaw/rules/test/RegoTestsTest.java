package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegoTestsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTests() throws IOException {
        Files.writeString(folder.resolve("rule.rego"), "package acme.rule\n\nis_long(x) if count(x) > 3\n");
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/rule_test.rego"), """
                package acme.rule_test

                import data.acme.rule

                test_long if rule.is_long("long")

                test_short if {
                	print("found", "abc")
                	rule.is_long("abc")
                }

                test_false := false

                test_twice if twice == 1

                test_twice if true

                twice := 1

                twice := x if x := count("ab")

                todo_test_later if false

                test_helper(x) := x
                """);
    }

    private RegoTests.Case named(String name) throws IOException {
        return RegoTests.of(folder)
                .filter(test -> test.name().equals("data.acme.rule_test." + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsTests() throws IOException {
        assertThat(RegoTests.of(folder.resolve("rule.rego"), folder.resolve("deep")))
                .extracting(RegoTests.Case::toString)
                .isEqualTo(List.of(
                        "data.acme.rule_test.test_false",
                        "data.acme.rule_test.test_helper",
                        "data.acme.rule_test.test_long",
                        "data.acme.rule_test.test_short",
                        "data.acme.rule_test.test_twice",
                        "data.acme.rule_test.test_twice#01"));
    }

    @Test
    void runsThem() throws IOException {
        named("test_long").run();
        named("test_twice#01").run();
    }

    @Test
    void saysWhyTheyFail() throws IOException {
        assertThatThrownBy(named("test_short")::run)
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("data.acme.rule_test.test_short failed: undefined (")
                .hasMessageContaining("deep/rule_test.rego:7:1)")
                .hasMessageEndingWith("it printed:\n  found abc");
        assertThatThrownBy(named("test_false")::run).hasMessageContaining("failed: the result is false");
        assertThatThrownBy(named("test_twice")::run).hasMessageContaining("test_twice cannot be evaluated: ");
        assertThatThrownBy(named("test_helper")::run).hasMessageContaining("used as reference, not called");
    }

    @Test
    void showsBothSidesOfWhatDoesNotHold() throws IOException {
        Path file = folder.resolve("sides_test.rego");
        Files.writeString(file, """
                package sides_test

                test_sides if {
                	names := {name | some name in ["a", "b"]}
                	upper(concat("", names)) == lower("C")
                }
                """);
        RegoTests.Case sides = RegoTests.of(file)
                .filter(test -> test.name().endsWith("test_sides"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(sides::run)
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("sides_test.rego:5: upper(concat(\"\", names)) == lower(\"C\") does not hold\n")
                .hasMessageContaining("\n    upper(concat(\"\", names)) = \"AB\"\n")
                .hasMessageContaining("\n    lower(\"C\") = \"c\"");
    }

    @Test
    void failWhereABuiltinDoes() throws IOException {
        Path file = folder.resolve("error_test.rego");
        Files.writeString(file, """
                package error_test

                test_error if {
                	every x in json.unmarshal("[1]") { not upper(x) == "A" }
                }
                """);
        assertThatThrownBy(() -> RegoTests.of(file).findFirst().orElseThrow().run())
                .hasMessageContaining("test_error cannot be evaluated: ");
    }

    @Test
    void refusesFoldersWithoutTests() {
        assertThatThrownBy(() -> RegoTests.of(folder.resolve("rule.rego")))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("there is no test in");
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> RegoTests.of(folder.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
        Files.writeString(folder.resolve("a.rego"), "package a\np if {");
        Files.writeString(folder.resolve("b.rego"), "package b\np = ");
        assertThatThrownBy(() -> RegoTests.of(folder))
                .isInstanceOfSatisfying(
                        RegoException.class, e -> assertThat(e.errors()).hasSize(2));
    }
}
