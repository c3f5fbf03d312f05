package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static String tree(String rules) {
        SourceModule module = Parser.parseModule("test.rego", "package test\n" + rules);
        List<String> lines = new ArrayList<>();
        module.rules().forEach(rule -> lines.add(TreeText.of(rule)));
        return String.join("\n", lines);
    }

    private static String value(String term) {
        return TreeText.of(Parser.parseTerm(term));
    }

    private static String body(String conditions) {
        Rule rule = Parser.parseModule("test.rego", "package test\np if {\n" + conditions + "\n}")
                .rules()
                .get(0);
        return TreeText.of(rule.body().orElseThrow());
    }

    @Test
    void parsesModule() {
        SourceModule module = Parser.parseModule("a.rego", """
                package a.b["c d"].if

                import rego.v1
                import future.keywords.every
                import data.lib as l
                import input.user["first name"]
                import input

                default allow := false

                allow if {
                	some user in input.users
                	l.known(user)
                }
                """);
        assertThat(TreeText.of(module)).isEqualTo("""
                        package [a, b, c d, if]
                        import [rego, v1] -
                        import [future, keywords, every] -
                        import [data, lib] l
                        import [input, user, first name] -
                        import [input] -
                        default allow args - value false body true
                        rule allow args - value true body some in (user,ref(input,"users")); call(ref(l,"known"),user)\
                        """);
        assertThat(module.file()).isEqualTo("a.rego");
        assertThat(module.imports()).extracting(SourceModule.Import::name).contains("l", "first name", "input");
        assertThat(module.annotations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p := 1                       => rule p args - value 1 body true
                    p = 1                        => rule p args - value 1 body true
                    p if true                    => rule p args - value true body true
                    p if { x; y }                => rule p args - value true body x; y
                    p := x if { x := 1 }         => rule p args - value x body call(assign,x,1)
                    p contains 1                 => rule p args - value contains 1 body true
                    p contains x if x := 1       => rule p args - value contains x body call(assign,x,1)
                    p[k] := v if data.d[k] = v   => rule p.k args - value v body call(eq,ref(data,"d",k),v)
                    p[x] if x := 1               => rule p.x args - value true body call(assign,x,1)
                    p [x] if x := 1              => rule p.x args - value true body call(assign,x,1)
                    a.b.c := 1                   => rule a."b"."c" args - value 1 body true
                    a["b c"].d if true           => rule a."b c"."d" args - value true body true
                    a.b[x].c contains y if z     => rule a."b".x."c" args - value contains y body z
                    f(x) := x                    => rule f args (x) value x body true
                    f(x)                         => rule f args (x) value true body true
                    f (x) if x                   => rule f args (x) value true body x
                    f() := 1                     => rule f args - value 1 body true
                    a.f(x, 1, [y, _], {"k": z},) := z => rule a."f" args (x,1,array(y,_),object("k":z)) value z body true
                    default p := 1               => default p args - value 1 body true
                    default p = {"a": [set()]}   => default p args - value object("a":array(set())) body true
                    default p                    => default p args - value true body true
                    default a.b := [y | y := 1]  => default a."b" args - value arrays(y|call(assign,y,1)) body true
                    default f(x, _, _) := 1      => default f args (x,_,_) value 1 body true
                    if.x := 1                    => rule if."x" args - value 1 body true
                    default default.x := 1       => default default."x" args - value 1 body true
                    p if[1] == x                 => rule p args - value true body call(equal,array(1),x)
                    p contains[1]                => rule p args - value contains array(1) body true
                    """)
    void parsesRuleInEveryHeadForm(String source, String expected) {
        assertThat(tree(source)).isEqualTo(expected);
    }

    @Test
    void parsesElseChains() {
        assertThat(tree("p := 1 if a else := 2 if { b } else = 3 if { c; d }\nelse if e else := 4"))
                .isEqualTo("""
                        rule p args - value 1 body a
                          else value 2 body b
                          else value 3 body c; d
                          else value true body e
                          else value 4 body true""");
    }

    @Test
    void parsesFurtherBodiesAsRules() {
        assertThat(tree("p contains x if { x := 1 } { x := 2 }\n{ x := 3 }")).isEqualTo("""
                        rule p args - value contains x body call(assign,x,1)
                        rule p args - value contains x body call(assign,x,2)
                        rule p args - value contains x body call(assign,x,3)""");
    }

    @Test
    void parsesRulesOfOneLine() {
        assertThat(tree("p := 1 q if { a } r if b")).isEqualTo("""
                        rule p args - value 1 body true
                        rule q args - value true body a
                        rule r args - value true body b""");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p if { x }          => x
                    p if {x: 1}         => object(x:1)
                    p if {}             => object()
                    p if { x | y }      => sets(x|y)
                    p if { x | y; z }   => sets(x|y; z)
                    p if { {x} }        => set(x)
                    p if {x} == {y}     => call(equal,set(x),set(y))
                    p if not { x }      => not set(x)
                    p if { a | b, c }   => error
                    """)
    void tellsBodyFromTermInBraces(String source, String expected) {
        if (expected.equals("error")) {
            assertThat(ParserErrorTest.errors("package test\n" + source)).hasSize(1);
        } else {
            assertThat(tree(source)).isEqualTo("rule p args - value true body " + expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    a in b == c         => call(ref(internal,"member_2"),a,call(equal,b,c))
                    a in b in c         => call(ref(internal,"member_2"),call(ref(internal,"member_2"),a,b),c)
                    k, v in xs          => call(ref(internal,"member_3"),k,v,xs)
                    k, v in xs == y     => call(ref(internal,"member_3"),k,v,call(equal,xs,y))
                    [k, v in xs]        => array(k,call(ref(internal,"member_2"),v,xs))
                    [(k, v in xs)]      => array(call(ref(internal,"member_3"),k,v,xs))
                    a[k, v in xs]       => ref(a,call(ref(internal,"member_3"),k,v,xs))
                    a == b | c          => call(equal,a,call(or,b,c))
                    a | b & c           => call(or,a,call(and,b,c))
                    a & b + c           => call(and,a,call(plus,b,c))
                    a + b * c - d       => call(minus,call(plus,a,call(mul,b,c)),d)
                    a % b / c           => call(div,call(rem,a,b),c)
                    a < b >= c          => call(gte,call(lt,a,b),c)
                    a <= b > c != d     => call(neq,call(gt,call(lte,a,b),c),d)
                    (a + b) * c         => call(mul,call(plus,a,b),c)
                    a - b - c           => call(minus,call(minus,a,b),c)
                    a - (b - c)         => call(minus,a,call(minus,b,c))
                    -1                  => -1
                    - 1                 => -1
                    1 -1                => call(minus,1,1)
                    x - -1              => call(minus,x,-1)
                    -x.y                => call(minus,0,ref(x,"y"))
                    -f(x) * 2           => call(mul,call(minus,0,call(f,x)),2)
                    """)
    void bindsOperatorsAsOpaDoes(String source, String expected) {
        assertThat(value(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    null                => null
                    [true, false]       => array(true,false)
                    []                  => array()
                    [1,]                => array(1)
                    [,1]                => array(1)
                    {}                  => object()
                    {1, 2,}             => set(1,2)
                    {,1}                => set(1)
                    set()               => set()
                    set(1)              => call(set,1)
                    {"a": 1, b + c: d,} => object("a":1,call(plus,b,c):d)
                    {,"a": 1}           => object("a":1)
                    [x | y]             => arrays(x|y)
                    [x | y; not z]      => arrays(x|y; not z)
                    [x | some y, z in w] => arrays(x|some in (y,z,w))
                    [x | y, z in w]     => arrays(x|call(ref(internal,"member_3"),y,z,w))
                    [x | y | z]         => arrays(x|call(or,y,z))
                    [x | y, z]          => array(call(or,x,y),z)
                    [x + 1 | y]         => array(call(or,call(plus,x,1),y))
                    [(x + 1) | y]       => arrays(call(plus,x,1)|y)
                    [,x | y]            => array(call(or,x,y))
                    {x | y}             => sets(x|y)
                    {x | y, z}          => set(call(or,x,y),z)
                    {k: v | y}          => objects(k:v|y)
                    {k + 1: v | y}      => objects(call(plus,k,1):v|y)
                    {k: v + 1 | y}      => object(k:call(or,call(plus,v,1),y))
                    {k: v | y, l: w}    => object(k:call(or,v,y),l:w)
                    {,k: v | y}         => object(k:call(or,v,y))
                    {[x | y, z] | w}    => sets(array(call(or,x,y),z)|w)
                    """)
    void parsesCollectionsAndComprehensions(String source, String expected) {
        assertThat(value(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    a.b[c]["d"].e       => ref(a,"b",c,"d","e")
                    input.if.not        => ref(input,"if","not")
                    a[ 0 ]              => ref(a,0)
                    [1].x               => ref(array(1),"x")
                    {"a": 1}.a          => ref(object("a":1),"a")
                    {x | y}[z]          => ref(sets(x|y),z)
                    set()[x]            => ref(set(),x)
                    f(x)[0].y           => ref(call(f,x),0,"y")
                    a.b.f(x)            => call(ref(a,"b","f"),x)
                    a["b c"](x)         => call(ref(a,"b c"),x)
                    f()                 => call(f)
                    (a + b).c           => ref(call(plus,a,b),"c")
                    (x).y               => ref(x,"y")
                    (x)(y)              => call(x,y)
                    contains            => contains
                    contains("a", "b")  => call(contains,"a","b")
                    """)
    void parsesReferencesAndCalls(String source, String expected) {
        assertThat(value(source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    $""                      => template()
                    $"a"                     => template("a")
                    $"a{x}b{y}"              => template("a",x,"b",y)
                    $"\\{x} {"q"}}"          => template("{x} ","q","}")
                    $"{{"a": {1}}}"          => template(object("a":set(1)))
                    $"{$"{x}"}"              => template(template(x))
                    $"{k, v in xs}"          => template(call(ref(internal,"member_3"),k,v,xs))
                    $"{x with input as 1}"   => template(x with input as 1)
                    $"\\n\\u0041{[1 | x]}"   => template("\\nA",arrays(1|x))
                    $`a\\n{x}\\{`            => template("a\\\\n",x,"{")
                    """)
    void parsesTemplateStrings(String source, String expected) {
        assertThat(value(source)).isEqualTo(expected);
    }

    @Test
    void parsesTemplateStringsOverLines() {
        assertThat(value("$`a\n{\nx # comment }\n}\n`")).isEqualTo("template(\"a\\n\",x,\"\\n\")");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    x := y; z = 1                   => call(assign,x,y); call(eq,z,1)
                    [x, y] := z                     => call(assign,array(x,y),z)
                    not x == 1                      => not call(equal,x,1)
                    not x := 1                      => not call(assign,x,1)
                    some x                          => some (x)
                    some x, y, z                    => some (x,y,z)
                    some x in xs                    => some in (x,xs)
                    some k, [v, _] in xs            => some in (k,array(v,_),xs)
                    some x in xs == ys              => some in (x,call(equal,xs,ys))
                    some x in xs in ys              => some in (call(ref(internal,"member_2"),x,xs),ys)
                    some x in xs with input as 1    => some in (x,xs) with input as 1
                    every x in xs { x; y }          => every -,x in xs {x; y}
                    every k, _ in {1} { k }         => every k,_ in set(1) {k}
                    every x in xs {x} with input as 1 => every -,x in xs {x} with input as 1
                    x with input.a.with as 1 with data.f as g => x with ref(input,"a","with") as 1 with ref(data,"f") as g
                    not x with input as 1 == 2      => not x with input as call(equal,1,2)
                    x with input as k, v in xs      => x with input as call(ref(internal,"member_3"),k,v,xs)
                    if.x == 1; not.y; some.z        => call(equal,ref(if,"x"),1); ref(not,"y"); ref(some,"z")
                    """)
    void parsesConditions(String source, String expected) {
        assertThat(body(source)).isEqualTo(expected);
    }

    @Test
    void separatesConditionsByLinesAndSemicolons() {
        assertThat(body("a # one\n\n; b\n[c]\n(d)\nsome x\nin.y\nsome z\ne\nwith.f"))
                .isEqualTo("a; b; array(c); d; some (x); ref(in,\"y\"); some (z); e; ref(with,\"f\")");
        assertThat(body("a\n- b\nwith input as 1\n\n| c")).startsWith("call(minus,a,b) with input as call(or,1,c)");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    a or b                         => or({a},{b})
                    a and b or c and d             => or({and({a},{b})},{and({c},{d})})
                    not a or b                     => or({not {a}},{b})
                    not { a; b }                   => not {a; b}
                    not (a or b)                   => not {or({a},{b})}
                    { a := 0; a > 0 } or { b }     => or({call(assign,a,0); call(gt,a,0)},{b})
                    {a} or {b} or {c}              => or({or({a},{b})},{c})
                    (a or b) and c                 => and({or({a},{b})},{c})
                    ((a or b))                     => or({a},{b})
                    (a with input as 1) or b       => or({a with input as 1},{b})
                    a or b with input as 1         => or({a},{b}) with input as 1
                    (a or b) with input as 1       => or({a},{b}) with input as 1
                    not {a} with input as 1        => not {a} with input as 1
                    a := 1 or b = 2                => or({call(assign,a,1)},{call(eq,b,2)})
                    a or k, v in xs                => or({a},{call(ref(internal,"member_3"),k,v,xs)})
                    x == {1} or y                  => or({call(equal,x,set(1))},{y})
                    ({1}) or y                     => or({set(1)},{y})
                    {(x | y)} or z                 => or({call(or,x,y)},{z})
                    (a).b or (c)[0]                => or({ref(a,"b")},{ref(c,0)})
                    (a) == b                       => call(equal,a,b)
                    {some x in y} or z             => or({some in (x,y)},{z})
                    a.or or b.and                  => or({ref(a,"or")},{ref(b,"and")})
                    or.x                           => ref(or,"x")
                    [x | a or b]                   => arrays(x|or({a},{b}))
                    """)
    void parsesImportedOperators(String source, String expected) {
        Rule rule = Parser.parseModule("test.rego", "package test\nimport future.keywords\np if {\n" + source + "\n}")
                .rules()
                .get(0);
        assertThat(TreeText.of(rule.body().orElseThrow())).isEqualTo(expected);
    }

    @Test
    void takesOperatorsForNamesWithoutImport() {
        assertThat(tree("or := 1\np := and"))
                .isEqualTo("rule or args - value 1 body true\nrule p args - value and body true");
        assertThat(TreeText.of(Parser.parseModule("x", "package a\nimport future.keywords.or\np if not { x } or y")
                        .rules()
                        .get(0)))
                .endsWith("body or({not set(x)},{y})");
        assertThat(tree("import rego.v2\np if a or b")).endsWith("body or({a},{b})");
    }

    @Test
    void parsesQueries() {
        assertThat(TreeText.of(Parser.parseQuery("q", "x := data.a.b; x > 1\ny y2\n{z}")))
                .isEqualTo("call(assign,x,ref(data,\"a\",\"b\")); call(gt,x,1); y; y2; set(z)");
        assertThat(TreeText.of(Parser.parseQuery("q", "data.x = 1 with input as {\"a\": 1}")))
                .isEqualTo("call(eq,ref(data,\"x\"),1) with input as object(\"a\":1)");
    }

    @Test
    void keepsCommentsWithTheirPlaces() {
        SourceModule module =
                Parser.parseModule("x", "#first\r\npackage a # second\r\n\np := [ #\n1 # fourth\n]\n\t# fifth");
        assertThat(module.comments())
                .extracting(SourceModule.Comment::text)
                .containsExactly("first", " second", "", " fourth", " fifth");
        assertThat(module.comments())
                .extracting(comment -> comment.at().row() + ":" + comment.at().column() + "-"
                        + comment.at().endColumn())
                .containsExactly("1:1-7", "2:11-19", "4:8-9", "5:3-11", "7:2-9");
    }

    @Test
    void locatesInCodePoints() {
        SourceModule module = Parser.parseModule("x", "\uFEFFpackage a\n\np := \"😀é\" + xy if {\n\tz == 1\n}\n");
        Rule rule = module.rules().get(0);
        assertThat(module.packageAt()).hasToString("x:1:1");
        assertThat(rule.at()).isEqualTo(new RegoLocation("x", 3, 1, 5, 2));
        assertThat(rule.head().at()).isEqualTo(new RegoLocation("x", 3, 1, 3, 15));
        Term.Call sum = (Term.Call) rule.head().value().orElseThrow();
        assertThat(sum.operator().at()).isEqualTo(new RegoLocation("x", 3, 11, 3, 12));
        assertThat(sum.arguments().get(1).at()).isEqualTo(new RegoLocation("x", 3, 13, 3, 15));
        Expr condition = rule.body().orElseThrow().expressions().get(0);
        assertThat(condition.at()).isEqualTo(new RegoLocation("x", 4, 2, 4, 8));
    }
}
