package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
    private static SourceModule parse(String text) {
        return Parser.parseModule("m.rego", text);
    }

    /** The block above the only rule. */
    private static AnnotationBlock block(String yaml) {
        return parse(module(yaml)).annotations().get(0);
    }

    private static String module(String yaml) {
        return "package a\n\n# METADATA\n"
                + yaml.lines().map(line -> "# " + line + "\n").reduce("", String::concat) + "p := 1\n";
    }

    private static String error(String yaml) {
        List<String> errors = ParserErrorTest.errors(module(yaml));
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }

    @Test
    void readsBlocksOfPackageAndRules() {
        SourceModule module = parse("""
                # METADATA
                # title: The package
                # scope: subpackages
                package a

                # METADATA
                # scope: document
                # title: The document

                # METADATA
                # title: The rule
                # custom:
                #   severity: error
                #
                #   nested: {list: [1, two]}

                # Not part of it.
                p if { true } { false }

                q := 1
                """);
        assertThat(module.annotations())
                .extracting(AnnotationBlock::scope)
                .containsExactly("subpackages", "document", "rule");
        assertThat(module.annotations())
                .extracting(block -> block.target().orElseThrow())
                .containsExactly(4, 18, 18);
        assertThat(module.annotations().get(2).at()).hasToString("m.rego:10:1");
        assertThat(module.annotations().get(2).at().endRow()).isEqualTo(15);
        assertThat(module.rules())
                .extracting(rule -> rule.annotations()
                        .map(block -> block.field("title").orElseThrow().toString())
                        .orElse("-"))
                .containsExactly("\"The rule\"", "-", "-");
        assertThat(module.annotations().get(2).fields())
                .hasToString("{\"custom\": {\"nested\": {\"list\": [1, \"two\"]}, \"severity\": \"error\"}, "
                        + "\"title\": \"The rule\"}");
        assertThat(module.comments()).hasSize(13);
    }

    @Test
    void knowsWhereEachFieldStands() {
        AnnotationBlock block = block("""
                title: T
                custom:
                  severity: error
                  "a/b~c": [x, {y: 1}]
                description: >
                  several
                  lines
                """);
        assertThat(block.places().keySet())
                .containsExactlyInAnyOrder(
                        "/title",
                        "/custom",
                        "/custom/severity",
                        "/custom/a~1b~0c",
                        "/custom/a~1b~0c/0",
                        "/custom/a~1b~0c/1",
                        "/custom/a~1b~0c/1/y",
                        "/description");
        assertThat(block.places().get("/custom/severity")).hasToString("m.rego:6:5");
        assertThat(block.places().get("/custom/severity").endColumn()).isEqualTo(20);
        assertThat(block.places().get("/custom/a~1b~0c/1/y")).hasToString("m.rego:7:19");
        assertThat(block.places().get("/description")).hasToString("m.rego:8:3");
        assertThat(block.places().get("/description").endRow()).isEqualTo(8);
        assertThat(block.field("description").orElseThrow()).hasToString("\"several lines\\n\"");
        assertThat(block.field("entrypoint")).isEmpty();
    }

    @Test
    void keepsUnknownFields() {
        AnnotationBlock block = block("titel: T\n1: x");
        assertThat(block.fields()).hasToString("{\"1\": \"x\", \"titel\": \"T\"}");
        assertThat(block.metadata()).hasToString("{\"scope\": \"rule\"}");
    }

    @Test
    void recognisesBlocksInTheFirstColumnOnly() {
        assertThat(parse("package a\n  # METADATA\n  # title: T\np := 1\n").annotations())
                .isEmpty();
        assertThat(parse("package a\np := 1 # METADATA\n# title: T\nq := 1\n").annotations())
                .isEmpty();
        assertThat(parse("package a\n## METADATA\n# title: T\nq := 1\n").annotations())
                .isEmpty();
        assertThat(parse("package a\n#METADATA\n#title: T\nq := 1\n").annotations())
                .hasSize(1);
        assertThat(parse("package a\r\n# METADATA\r\n# title: T\r\nq := 1\r\n")
                        .annotations()
                        .get(0)
                        .metadata())
                .hasToString("{\"scope\": \"rule\", \"title\": \"T\"}");
    }

    @Test
    void attachesToTheNextStatementBelow() {
        SourceModule module = parse("package a\np if {\n# METADATA\n# title: T\n  true\n}\nq := 1 r := 2\n");
        assertThat(module.rules())
                .extracting(rule -> rule.annotations().isPresent())
                .containsExactly(false, true, false);
        assertThat(parse("# METADATA\n# title: T\npackage a q := 1")
                        .rules()
                        .get(0)
                        .annotations())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    yes            => "yes"
                    on             => "on"
                    True           => true
                    TRUE           => true
                    tRUE           => "tRUE"
                    ~              => null
                    Null           => null
                    010            => 8
                    0o10           => 8
                    08             => 8
                    0x1f           => 31
                    0b11           => 3
                    +5             => 5
                    -12            => -12
                    1_000          => 1000
                    _1             => "_1"
                    0x             => "0x"
                    1e3            => 1000
                    .5             => 0.5
                    -.5            => -0.5
                    1.50           => 1.5
                    1.             => 1
                    1e400          => "1e400"
                    18446744073709551615 => 18446744073709551615
                    99999999999999999999 => 100000000000000000000
                    -99999999999999999999 => -100000000000000000000
                    12:30          => "12:30"
                    1.2.3          => "1.2.3"
                    .inf           => ".inf"
                    "5"            => "5"
                    '5'            => "5"
                    2027-01-31     => "2027-01-31T00:00:00Z"
                    2027-1-2       => "2027-01-02T00:00:00Z"
                    2027-02-30     => "2027-02-30"
                    2027-01-31T10:20:30.50+02:00 => "2027-01-31T10:20:30.5+02:00"
                    2027-01-31t10:20:30Z => "2027-01-31T10:20:30Z"
                    2027-01-31 10:20:30 => "2027-01-31T10:20:30Z"
                    2027-01-31 10:20:30 +01:00 => "2027-01-31 10:20:30 +01:00"
                    !!str 5        => "5"
                    !!int "5"      => 5
                    !!float 5      => 5
                    !!bool true    => true
                    !!null ~       => null
                    !!binary aGVsbG8= => "hello"
                    !!timestamp 2027-01-31 => "2027-01-31T00:00:00Z"
                    !own 5         => "5"
                    <<             => "<<"
                    """)
    void takesScalarsAsOpaDoes(String yaml, String expected) {
        assertThat(block("custom:\n  x: " + yaml).metadata())
                .hasToString("{\"custom\": {\"x\": " + expected + "}, \"scope\": \"rule\"}");
    }

    @Test
    void takesTextFieldsAsTheyStand() {
        assertThat(block("title: 010\ndescription: true\norganizations: [1.50, no]")
                        .metadata())
                .hasToString("{\"description\": \"true\", \"organizations\": [\"1.50\", \"no\"], \"scope\": \"rule\", "
                        + "\"title\": \"010\"}");
        assertThat(block("title:\nscope: null\ncustom:\nauthors:\nentrypoint:").metadata())
                .hasToString("{\"scope\": \"rule\"}");
    }

    @Test
    void followsAliasesAndMerges() {
        assertThat(block(
                                "custom:\n  a: &x {b: 1, c: 2}\n  d:\n    <<: *x\n    c: 3\n  e: *x\n  f: {<<: [*x, {g: 4, b: 5}]}")
                        .metadata())
                .hasToString("{\"custom\": {\"a\": {\"b\": 1, \"c\": 2}, \"d\": {\"b\": 1, \"c\": 3}, "
                        + "\"e\": {\"b\": 1, \"c\": 2}, \"f\": {\"b\": 1, \"c\": 2, \"g\": 4}}, \"scope\": \"rule\"}");
        assertThat(block("title: &t T\ndescription: *t").metadata())
                .hasToString("{\"description\": \"T\", \"scope\": \"rule\", \"title\": \"T\"}");
    }

    @Test
    void givesTheDocumentOfRegoMetadata() {
        AnnotationBlock block = block("""
                authors:
                - John Doe <j@x.de>
                - {name: " a ", email: b}
                - <x@y>
                - a <b> <c
                organizations: [o]
                related_resources:
                - https://x.de/a b?c d
                - ref: " https://y "
                  description: " d "
                schemas:
                - input: schema.x
                - input.y: {type: string}
                - data.z["a b"]: schema["q"]
                compile: {unknowns: [input.x], mask_rule: data.a.mask}
                labels: {l: 1}
                """);
        assertThat(block.metadata())
                .hasToString("{\"authors\": [{\"email\": \"j@x.de\", \"name\": \"John Doe\"}, "
                        + "{\"email\": \"b\", \"name\": \"a\"}, {\"email\": \"x@y\"}, {\"name\": \"a <b> <c\"}], "
                        + "\"labels\": {\"l\": 1}, \"organizations\": [\"o\"], "
                        + "\"related_resources\": [{\"ref\": \"https://x.de/a%20b?c d\"}, "
                        + "{\"description\": \"d\", \"ref\": \"https://y\"}], "
                        + "\"schemas\": [{\"path\": [\"input\"], \"schema\": [\"schema\", \"x\"]}, "
                        + "{\"definition\": {\"type\": \"string\"}, \"path\": [\"input\", \"y\"]}, "
                        + "{\"path\": [\"data\", \"z\", \"a b\"], \"schema\": [\"schema\", \"q\"]}], "
                        + "\"scope\": \"rule\"}");
    }

    @Test
    void givesEntrypointsTheScopeOfTheDocument() {
        AnnotationBlock block = block("entrypoint: yes");
        assertThat(block.scope()).isEqualTo("document");
        assertThat(block.metadata()).hasToString("{\"entrypoint\": true, \"scope\": \"document\"}");
        assertThat(block("entrypoint: off").scope()).isEqualTo("rule");
        assertThat(parse("# METADATA\n# entrypoint: true\npackage a")
                        .annotations()
                        .get(0)
                        .scope())
                .isEqualTo("package");
        assertThat(error("entrypoint: true\nscope: rule"))
                .isEqualTo("4:3 `entrypoint` needs the scope `document` or `package`, found `rule`");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    title: [                      => 4:11 the metadata is no valid YAML: expected the node content, but found '<stream end>'
                    title: "x                     => 4:12 the metadata is no valid YAML: found unexpected end of stream
                    description: a: b             => 4:17 the metadata is no valid YAML: mapping values are not allowed here; put a text with a colon in it into quotes
                    title: x|---|title: y         => 5:3 the metadata is no valid YAML: a block is a single document
                    title: *x                     => 4:10 the metadata is no valid YAML: found undefined alias x
                    title: x|title: y             => 5:3 `title` stands twice in the metadata
                    custom: {a: 1, a: 2}          => 4:18 `a` stands twice in the metadata
                    hello                         => 4:3 the metadata is no YAML mapping: expected lines such as `# title: ...`
                    title:x                       => 4:3 the metadata is no YAML mapping: expected lines such as `# title: ...`; a space is missing behind the colon
                    - title                       => 4:3 the metadata is no YAML mapping: expected lines such as `# title: ...`
                    --- # c                       => 4:10 the metadata is no YAML mapping: expected lines such as `# title: ...`
                    [a]: x                        => 4:3 a key of the metadata is a string
                    custom: {x: {1: a}}           => 4:16 a key of the metadata is a string; write quotes around `1`
                    custom: {<<: 1}               => 4:16 `<<` merges a mapping or a list of mappings
                    custom: {a: !!int x}          => 4:15 `x` is no value of the tag !!int
                    custom: {a: !!binary "*"}     => 4:15 `*` is no value of the tag !!binary
                    custom: {a: !!bool x}         => 4:15 `x` is no value of the tag !!bool
                    custom: {a: !!null x}         => 4:15 `x` is no value of the tag !!null
                    custom: {a: &a [*a]}          => 4:15 the metadata is nested deeper than 50 levels, or contains itself
                    scope: foo                    => 4:3 invalid scope `foo`; expected `rule`, `document`, `package` or `subpackages`
                    scope: package                => 4:3 the scope `package` belongs above the package; a rule follows here
                    title: [a]                    => 4:3 invalid metadata: `title` is a text, found a list
                    scope: {a: b}                 => 4:3 invalid metadata: `scope` is a text, found a mapping
                    custom: x                     => 4:3 invalid metadata: `custom` is a mapping, found the string "x"
                    labels: 1                     => 4:3 invalid metadata: `labels` is a mapping, found the number 1
                    compile: true                 => 4:3 invalid metadata: `compile` is a mapping, found the boolean true
                    entrypoint: 1                 => 4:3 invalid metadata: `entrypoint` is `true` or `false`, found the number 1
                    organizations: x              => 4:3 invalid metadata: `organizations` is a list, found the string "x"
                    organizations: [[x]]          => 4:19 invalid metadata: an organization is a text, found a list
                    authors: x                    => 4:3 invalid metadata: `authors` is a list, found the string "x"
                    authors: [1]                  => 4:13 invalid metadata: an author is a text such as `Name <mail@example.com>`, or a mapping, found the number 1
                    authors: [" "]                => 4:13 invalid metadata: an author is a text such as `Name <mail@example.com>`, or a mapping, found nothing
                    authors: [{name: 1}]          => 4:13 invalid metadata: an author has a `name`, an `email` or both, which are texts
                    related_resources: [1]        => 4:23 invalid metadata: a related resource is a URL, or a mapping with `ref` and `description`, found the number 1
                    related_resources: [{}]       => 4:23 invalid metadata: a related resource has a URL; expected a text or a mapping with `ref`
                    related_resources: ["%zz"]    => 4:23 invalid metadata: `%zz` is no valid URL
                    related_resources: ["http://[x"] => 4:23 invalid metadata: `http://[x` is no valid URL
                    schemas: [x]                  => 4:13 invalid metadata: a schema is a single path with its schema, as in `- input: schema.name`, found the string "x"
                    schemas: [{a: x, b: y}]       => 4:13 invalid metadata: a schema is a single path with its schema, as in `- input: schema.name`, found a mapping
                    schemas: [{"1": schema.x}]    => 4:13 invalid metadata: `1` is no path of a document, such as `input` or `data.users`
                    schemas: [{input: foo.x}]     => 4:13 invalid metadata: `foo.x` is no schema; expected a path such as `schema.name`
                    schemas: [{input: 1}]         => 4:13 invalid metadata: a schema is a path such as `schema.name`, or a mapping, found the number 1
                    compile: {unknowns: ["1 +"]}  => 4:24 invalid metadata: `1 +` is no path of a document, such as `input`
                    compile: {mask_rule: "["}     => 4:13 invalid metadata: `[` is no path of a rule
                    """)
    void explainsWrongMetadata(String yaml, String expected) {
        assertThat(error(yaml.replace("|", "\n"))).isEqualTo(expected);
    }

    @Test
    void shortensLongValuesInsideTheirQuotes() {
        assertThat(error("custom: " + "title".repeat(20)))
                .contains("titletitle")
                .endsWith("...\"");
        assertThat(error("custom: " + "1".repeat(99)))
                .contains("found the number ")
                .doesNotEndWith(".");
    }

    @Test
    void wantsFieldsAndAStatement() {
        assertThat(ParserErrorTest.errors("package a\n# METADATA\np := 1"))
                .containsExactly("2:1 no fields follow `# METADATA`; expected lines such as `# title: ...` below it");
        assertThat(ParserErrorTest.errors("package a\n# METADATA\n#\n#  \np := 1"))
                .hasSize(1);
        assertThat(ParserErrorTest.errors("package a\n# METADATA\n# # only a comment\np := 1"))
                .containsExactly("3:1 the metadata has no fields: expected lines such as `# title: ...`");
        assertThat(ParserErrorTest.errors("package a\np := 1\n# METADATA\n# title: T"))
                .containsExactly("3:1 metadata stands above the package or a rule; nothing follows here");
        assertThat(ParserErrorTest.errors("package a\n# METADATA\n# title: T\nimport data.x"))
                .containsExactly("2:1 metadata stands above the package or a rule; an import follows");
        assertThat(ParserErrorTest.errors("# METADATA\n# scope: rule\npackage a"))
                .containsExactly("2:3 the scope `rule` belongs above a rule; the package follows here");
    }

    @Test
    void reportsMetadataAndRulesTogether() {
        assertThat(ParserErrorTest.errors("package a\np { x }\n# METADATA\n# title: [\nq := 1\nr { x }"))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("4:11 the metadata is no valid YAML");
    }

    @Test
    void boundsWhatAliasesMultiply() {
        StringBuilder laughs = new StringBuilder("custom:\n  a0: &a0 {x: 1}\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("  a").append(i).append(": &a").append(i).append(" {");
            for (int j = 0; j < 5; j++) {
                laughs.append("k").append(j).append(": *a").append(i - 1).append(", ");
            }
            laughs.append("}\n");
        }
        assertThat(error(laughs.toString())).contains("more than 20000 values");
        assertThat(error("custom: " + "[".repeat(200) + "]".repeat(200))).contains("Nesting Depth exceeded max 50");
        assertThat(error("custom:\n  a: &a {b: 1}\n  c: [" + "*a, ".repeat(60) + "]"))
                .contains("Number of aliases for non-scalar nodes exceeds the specified max=50");
        assertThat(error("custom: &a\n  b:\n    <<: *a")).contains("contains itself");
        assertThat(error("custom: \u0007")).contains("the metadata is no valid YAML");
    }
}
