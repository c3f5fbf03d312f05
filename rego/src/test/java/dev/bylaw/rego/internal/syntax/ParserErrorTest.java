package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserErrorTest {
    static List<String> errors(String module) {
        return errors(() -> Parser.parseModule("test.rego", module));
    }

    static String termError(String term) {
        return errors(() -> Parser.parseTerm(term)).get(0);
    }

    private static List<String> errors(ThrowingCallable parsing) {
        RegoException failure = catchThrowableOfType(RegoException.class, parsing);
        assertThat(failure).isNotNull();
        assertThat(failure.errors()).extracting(RegoError::code).containsOnly("rego_parse_error");
        return failure.errors().stream()
                .map(error -> error.location().orElseThrow().row() + ":"
                        + error.location().orElseThrow().column() + " "
                        + error.suggestion().orElse(error.message()))
                .toList();
    }

    private static String error(String rules) {
        List<String> errors = errors("package test\n" + rules);
        assertThat(errors).as(rules).hasSize(1);
        return errors.get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p { x }                  => 2:3 `if` is missing before the body: write `p if { ... }`
                    p = x { y }              => 2:7 `if` is missing before the body: write `p := x if { ... }`
                    p[msg] { msg := 1 }      => 2:8 `if` is missing before the body: write `p contains msg if { ... }`
                    p[k] = v { x }           => 2:10 `if` is missing before the body: write `p[k] := v if { ... }`
                    p(x) { x }               => 2:6 `if` is missing before the body: write `p(x) if { ... }`
                    p(x) = y { y := x }      => 2:10 `if` is missing before the body: write `p(x) := y if { ... }`
                    p.q { x }                => 2:5 `if` is missing before the body: write `p contains "q" if { ... }`
                    p.q.r { x }              => 2:7 `if` is missing before the body: write `p.q.r if { ... }`
                    p contains x { y }       => 2:14 `if` is missing before the body: write `p contains x if { ... }`
                    p[x]                     => 2:1 `p[x]` is no rule: write `p contains x` for a set, `p[x] := value` for an object
                    p if x else { y }        => 2:13 `if` is missing before the body: write `else if { ... }`
                    p if x else = 2 { y }    => 2:17 `if` is missing before the body: write `else := 2 if { ... }`
                    """)
    void namesTheFormOfRegoV1(String source, String expected) {
        assertThat(error(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p                        => 2:1 `p` is no rule: a rule has a value or a body, as in `p := value`, `p if { ... }` or `p contains value if { ... }`
                    f()                      => 2:1 `f` is no rule: a rule has a value or a body, as in `f := value`, `f if { ... }` or `f contains value if { ... }`
                    p[x].y                   => 2:1 `p[x].y` is no rule: a rule has a value or a body, as in `p[x].y := value`, `p[x].y if { ... }` or `p[x].y contains value if { ... }`
                    p == 1                   => 2:3 expected `:=`, `contains` or `if` behind `p`, found `==`; `==` compares, `:=` defines
                    f(x) + 1                 => 2:6 expected `:=`, `contains` or `if` behind `f(x)`, found `+`
                    p . q := 1               => 2:3 expected `:=`, `contains` or `if` behind `p`, found `.`
                    p. q := 1                => 2:4 a name must follow the dot directly, without white space
                    p.1 := 1                 => 2:3 expected a name behind the dot, found the number 1
                    p := 1 := 2              => 2:8 expected `if`, a new line or the end of the rule, found `:=`; assignments cannot be chained
                    p := 1;                  => 2:7 `;` separates conditions of a body; rules stand on lines of their own
                    p :=                     => 2:5 expected a value or expression, found the end of the text
                    p := == 1                => 2:6 expected a value or expression before the operator, found `==`
                    1 := 2                   => 2:1 expected a rule, for example `allow if { ... }`, found the number 1
                    "s" if x                 => 2:1 expected a rule, for example `allow if { ... }`, found the string "s"
                    in := 1                  => 2:1 `in` is a keyword and cannot be the name of a rule
                    else := 1                => 2:1 `else` is a keyword and cannot be the name of a rule
                    _ := 1                   => 2:1 `_` cannot be the name of a rule
                    f(x).y := 1              => 2:5 nothing can follow the parameters of a function but its value and body, found `.`
                    f(x)(y) := 1             => 2:5 nothing can follow the parameters of a function but its value and body, found `(`
                    f(x) contains 1          => 2:6 a function returns a single value; `contains` is for rules without arguments
                    p := 1 else := 2         => 2:8 `else` follows a body; write `if` and a condition before it
                    p if x else              => 2:12 expected `:=` and a value, or `if` and a condition, behind `else`, found the end of the text
                    p if x else := 1 else := 2 => 2:18 `else` cannot follow an `else` without a condition
                    p if {x} {y} else := 1   => 2:14 `else` cannot follow several bodies; write a rule with one body
                    p if {x} else if {y} {z} => 2:22 a further body cannot follow an `else`; write a rule of its own, or `else if`
                    p contains 1 if x else := 2 => 2:19 `else` is not possible for a rule with `contains`; write a further rule with `contains` and the opposite condition
                    p[x] if x else := 2      => 2:11 `else` is not possible for a rule with a variable in its name
                    p[[x]] if y else := 2    => 2:13 `else` is not possible for a rule with a variable in its name
                    default p := x           => 2:14 the value of a default rule is a constant; it cannot contain the variable `x`
                    default p := {"a": [x.y]} => 2:21 the value of a default rule is a constant; it cannot contain a reference
                    default p := {1 + 1}     => 2:15 the value of a default rule is a constant; it cannot contain a call or operator
                    default p := $"{x}"      => 2:17 the value of a default rule is a constant; it cannot contain the variable `x`
                    default p := 1 if x      => 2:16 a default rule has a value and no body
                    default p contains 1     => 2:9 a rule with `contains` has no default; without elements it is the empty set
                    default f(x, x) := 1     => 2:14 the parameter `x` of the default function stands twice
                    default f([x]) := 1      => 2:11 a parameter of a default function is a variable
                    default p ==             => 2:11 expected `:=` and a value, as in `default p := false`, found `==`
                    default := 1             => 2:9 expected a rule, for example `allow if { ... }`, found `:=`
                    """)
    void explainsWrongRules(String source, String expected) {
        assertThat(error(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p if { }x := y           => nothing
                    p if x {}                => 2:9 the body is empty; expected a condition before `}`
                    p if { x; }              => 2:11 expected a further condition behind `;`, found `}`; leave out the `;`
                    p if { ;x }              => 2:8 expected a value or expression, found `;`
                    p if { x y }             => 2:10 expected a new line, `;` or `}`, found `y`
                    p if { x, y }            => 2:9 expected a new line, `;` or `}`, found `,`; conditions are not separated by commas
                    p if { x := y := z }     => 2:15 expected a new line, `;` or `}`, found `:=`; assignments cannot be chained
                    p if { x and y }         => 2:10 expected a new line, `;` or `}`, found `and`; conditions that must all hold are separated by a new line or `;` (or write `import future.keywords.and`)
                    p if { x or y }          => 2:10 expected a new line, `;` or `}`, found `or`; write a rule with a body for each alternative (or `import future.keywords.or`)
                    p if { x && y }          => 2:11 Rego has no `&&`: write each condition on its own line or behind a `;`; a single `&` intersects sets
                    p if { x || y }          => 2:11 Rego has no `||`: write a rule with a body for each alternative, or `x in {a, b}`; a single `|` unites sets
                    p if { !x }              => 2:8 unexpected `!`: write `not x` for a negation, `x != y` for unequal
                    p if { x == not y }      => 2:13 expected a value or expression, found the keyword `not`, which can only begin a condition of a body
                    p if { not not x }       => 2:12 `not not` is not possible; put the condition into a rule of its own
                    p if { not some x in y } => 2:12 `not some` is not possible; put the condition into a rule of its own and negate that rule
                    p if { not every x in y {x} } => 2:12 `not every` is not possible; put the condition into a rule of its own and negate that rule
                    p if { some }            => 2:13 expected a value or expression, found `}`
                    p if { some x y }        => 2:15 expected `in`, found `y`
                    p if { some x := 1 }     => 2:15 expected `in`, found `:=`
                    p if { some x == 1 }     => 2:20 expected `some x in xs`, `some k, v in xs` or `some x`, found `}`
                    p if { some f(x) }       => 2:18 expected `some x in xs`, `some k, v in xs` or `some x`, found `}`
                    p if { every x { y } }   => 2:16 expected `in`, as in `every x in xs { ... }` or `every k, v in xs { ... }`, found `{`
                    p if { every [x] in y {z} } => 2:14 expected a variable behind `every`, found `[`; patterns are not possible here
                    p if { every x in y }    => 2:21 expected `{` and the conditions that must hold for every element, found `}`
                    p if { every x in y {} } => 2:22 the body is empty; expected a condition before `}`
                    p if { x with 1 as 2 }   => 2:15 expected `input`, `data`, a path in one of them or the name of a function behind `with`, found the number 1
                    p if { x with f(y) as 2 } => 2:18 `with` replaces `input`, `data`, a path in one of them or a function, which is named without arguments
                    p if { x with input = 2 } => 2:21 expected `as` and a value, found `=`
                    """)
    void explainsWrongBodies(String source, String expected) {
        if (expected.equals("nothing")) {
            assertThat(Parser.parseModule("x", "package test\n" + source).rules())
                    .hasSize(2);
        } else {
            assertThat(error(source)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    (a = b)          => 1:4 `=` cannot stand within an expression; write `==` to compare
                    f(a := b)        => 1:5 `:=` cannot stand within an expression; write `==` to compare
                    [a b]            => 1:4 expected `,` or `]`, found `b`
                    {"a" "b"}        => 1:6 expected `,` or `}`, found the string "b"
                    {"a", "b": 1}    => 1:10 expected `,` or `}`, found `:`
                    {"a": 1, "b"}    => 1:13 expected `:` and a value, since the braces hold an object, found `}`
                    {"a": 1 "b"}     => 1:9 expected `,` or `}`, found the string "b"
                    [a               => 1:1 `[` is not closed: `]` is missing
                    f(a              => 1:2 `(` is not closed: `)` is missing
                    a[               => 1:3 expected a value or expression, found the end of the text
                    {"a": 1          => 1:1 `{` is not closed: `}` is missing
                    (a               => 1:1 `(` is not closed: `)` is missing
                    [a | b           => 1:4 `{` is not closed: `]` is missing
                    [a | b c]        => 1:8 expected a new line, `;` or `]`, found `c`
                    [a | b; c, d]    => 1:10 expected a new line, `;` or `]`, found `,`; conditions are not separated by commas
                    [a | ]           => 1:6 the body is empty; expected a condition before `]`
                    [,]              => 1:3 expected a value or expression, found `]`
                    a[]              => 1:3 expected an index, key or variable between the brackets; write `[_]` for any
                    a[0, 1]          => 1:4 expected `]`, found `,`
                    "a".b            => 1:4 `.` cannot follow a string
                    1[0]             => 1:2 `[` cannot follow a number
                    $"a"[0]          => 1:5 `[` cannot follow a template string
                    (a.b).c          => 1:6 `.` cannot follow a reference in parentheses; leave the parentheses out
                    (a.b)(c)         => 1:6 `(` cannot follow a reference in parentheses; leave the parentheses out
                    a[b](c)          => 1:5 only a function that is named by a path such as `lib.f` can be called
                    f(a)(b)          => 1:5 only a function that is named by a path such as `lib.f` can be called
                    -(a)             => 1:2 a minus sign stands before a number or name only, found `(`; write `0 - (...)`
                    --a              => 1:2 a minus sign stands before a number or name only, found `-`; write `0 - (...)`
                    if.x             => 1:1 expected a value or expression, found the keyword `if`
                    a b              => 1:3 expected the end of the value, found `b`
                    $"{}"            => 1:4 expected an expression between the braces; write `\\{` for a brace in the text
                    $"{a b}"         => 1:6 expected `}`, found `b`
                    $"{not a}"       => 1:4 the braces of a template string hold a value, not a condition: no `not`, `some`, `every`, `and`, `or`, `=` or `:=`
                    $"{a = b}"       => 1:4 the braces of a template string hold a value, not a condition: no `not`, `some`, `every`, `and`, `or`, `=` or `:=`
                    """)
    void explainsWrongTerms(String source, String expected) {
        assertThat(termError(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p contians x if y       => 2:3 expected `:=`, `contains` or `if` behind `p`, found `contians`; did you mean `contains`?
                    p iff { x }             => 2:3 expected `:=`, `contains` or `if` behind `p`, found `iff`; did you mean `if`?
                    p when { x }            => 2:3 expected `:=`, `contains` or `if` behind `p`, found `when`; did you mean `if`?
                    p := 1 iff { x }        => 2:8 expected `if` before the body, found `iff`; did you mean `if`?
                    p := 1 IF x             => 2:11 expected `:=`, `contains` or `if` behind `IF`, found `x`; did you mean `if`?
                    p if x elseif { y }     => 2:8 expected `if` before the body, found `elseif`; did you mean `else if`?
                    p if { evrey x in y {x} } => 2:14 expected a new line, `;` or `}`, found `x`; did you mean `every`?
                    p if { smoe x in y }    => 2:13 expected a new line, `;` or `}`, found `x`; did you mean `some`?
                    p if { nto x }          => 2:12 expected a new line, `;` or `}`, found `x`; did you mean `not`?
                    p if { x wiht input as 1 } => 2:10 expected a new line, `;` or `}`, found `wiht`; did you mean `with`?
                    p if { x ni y }         => 2:10 expected a new line, `;` or `}`, found `ni`; did you mean `in`?
                    defualt p := 1          => 2:9 expected `:=`, `contains` or `if` behind `defualt`, found `p`; did you mean `default`?
                    imprt data.x            => 2:7 expected `:=`, `contains` or `if` behind `imprt`, found `data`; did you mean `import`?
                    p completely else       => 2:3 expected `:=`, `contains` or `if` behind `p`, found `completely`
                    """)
    void suggestsKeywords(String source, String expected) {
        assertThat(error(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    import                       => 2:7 expected the path that is imported, found the end of the text
                    import foo.bar               => 2:8 an import begins with `data`, `input`, `future` or `rego`, found `foo`; write `import data.foo` for a package
                    import data.if               => 2:8 the import brings the keyword `if` into scope as a name; write `as` and a name
                    import data.x as if          => 2:18 expected a name behind `as`, found the keyword `if`
                    import data.x as y.z         => 2:19 expected a new line behind the import, found `.`
                    import data[x]               => 2:13 a path consists of names and strings in brackets
                    import data.x; p := 1        => 2:14 expected a new line behind the import, found `;`
                    import rego                  => 2:8 `rego` is no version; write `rego.v1` or leave the import out
                    import rego.v3               => 2:8 `rego.v3` is no version; write `rego.v1` or leave the import out
                    import rego.v1 as x          => 2:8 `import rego.v1` has no alias; leave `as` out
                    import future.x              => 2:8 only `future.keywords` and the keywords in it can be imported from `future`
                    import future.keywords.foo   => 2:8 `foo` is no keyword that can be imported; these are: and, contains, every, if, in, not, or
                    import future.keywords.in as x => 2:8 a keyword has no alias; leave `as` out
                    package b                    => 2:1 a module has a single `package`, at its beginning
                    """)
    void explainsWrongImports(String source, String expected) {
        assertThat(error(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p := 1               => 1:1 expected `package` and a name at the beginning, found `p`
                    import data.x        => 1:1 expected `package` and a name at the beginning, found the keyword `import`
                    pakage a             => 1:1 expected `package` and a name at the beginning, found `pakage`; did you mean `package`?
                    package              => 1:8 expected the name of the package, found the end of the text
                    package 1            => 1:9 expected the name of the package, found the number 1
                    package a.           => 1:11 expected a name behind the dot, found the end of the text
                    package a[x]         => 1:11 a path consists of names and strings in brackets
                    package a;           => 1:10 expected a new line behind the package, found `;`
                    """)
    void explainsWrongPackages(String source, String expected) {
        assertThat(errors(source)).containsExactly(expected);
    }

    @Test
    void wantsModulesQueriesAndTermsNotEmpty() {
        assertThat(errors(" # c\n")).containsExactly("2:1 the module is empty; expected `package` and a name");
        assertThat(errors(() -> Parser.parseQuery("q", "\n"))).containsExactly("2:1 the query is empty");
        assertThat(errors(() -> Parser.parseQuery("q", "x;"))).hasSize(1);
        assertThat(errors(() -> Parser.parseQuery("q", "p if { x }"))).hasSize(1);
        assertThat(termError("")).isEqualTo("1:1 expected a value or expression, found the end of the text");
    }

    @Test
    void goesOnBehindAnError() {
        assertThat(errors("""
                        package a
                        import foo
                        p := [1,
                          2
                        q := 3
                        r {
                          x
                        }
                        s := "abc
                        else
                        t := 1
                        u if {
                          f(x]
                          y
                        }
                        """))
                .containsExactly(
                        "2:8 an import begins with `data`, `input`, `future` or `rego`, found `foo`;"
                                + " write `import data.foo` for a package",
                        "5:1 expected `,` or `]`, found `q`; the `[` of line 3 is not closed yet",
                        "6:3 `if` is missing before the body: write `r if { ... }`",
                        "9:6 the string that begins here is not closed in its line: `\"` is missing",
                        "13:6 expected `,` or `)`, found `]`");
    }

    @Test
    void findsTheBodyThatIsStillOpen() {
        assertThat(errors("package a\np if {\n  x\n\nq if {\n  y\n}\n"))
                .containsExactly("5:3 expected a new line, `;` or `}`, found the keyword `if`;"
                        + " is a `}` missing? The body of line 2 is still open");
        assertThat(errors("package a\np if {\n  x\n")).containsExactly("2:6 `{` is not closed: `}` is missing");
        assertThat(errors("package a\np := {\n  x\n}\nq := f(1,\n 2\n\nr := 1"))
                .containsExactly("8:1 expected `,` or `)`, found `r`; the `(` of line 5 is not closed yet");
    }

    @Test
    void reportsTenErrorsInOrder() {
        String module = "package a\n" + "p { x }\n".repeat(12);
        assertThat(errors(module)).hasSize(10).first().asString().startsWith("2:3");
        assertThat(errors(module)).last().asString().startsWith("11:3");
    }

    @Test
    void shortensWhatAuthorsWrote() {
        String name = "a".repeat(100_000);
        for (String source : List.of(
                name,
                name + " 1",
                name + "[" + name + "] { x }",
                "import " + name,
                "p := [1 " + name + "]",
                "1" + name)) {
            assertThat(error(source).length()).as(Slips.shown(source)).isLessThan(600);
        }
        assertThat(error("p if x else := \"" + "😀".repeat(1000) + "\" { y }").length())
                .isLessThan(200);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    a with input as 1 or b   => 3:27 an operand of `or` cannot have `with`; put the operand into parentheses, or `with` behind the whole
                    {"a": 1} or b            => 3:20 an operand that begins with `{` is a body; put a set, object or comprehension into parentheses
                    {a} == b or c            => 3:18 an operand that begins with `{` is a body; put a set, object or comprehension into parentheses
                    {a | b} or c             => 3:15 `{a | b}` is ambiguous here; write `({a | b})` for a comprehension, `{(a | b)}` for a union
                    a or {}                  => 3:14 the body is empty; expected a condition before `}`
                    a or                     => 3:13 expected a value or expression, found `}`
                    or a                     => 3:8 expected a value or expression, found `or`
                    (a := 1) or b            => 3:15 an assignment cannot stand in parentheses; write braces
                    (a; b) or c              => 3:10 expected `)`, `and` or `or`, found `;`
                    some x in y or z         => 3:20 expected a new line, `;` or `}`, found `or`
                    a or some x in y         => 3:13 expected a value or expression, found the keyword `some`, which can only begin a condition of a body
                    not not a                => 3:12 `not not` is not possible; put the condition into a rule of its own
                    f(a or b)                => 3:12 expected `,` or `)`, found `or`
                    """)
    void explainsWrongOperands(String source, String expected) {
        List<String> errors = errors("package test\nimport future.keywords\np if { " + source + " }");
        assertThat(errors.get(0))
                .startsWith(expected.substring(0, 2))
                .endsWith(expected.substring(expected.indexOf(' ')));
    }
}
