package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares generated calls with the real {@code opa}, where there is one (property {@code bylaw.opa}, or on the path):
 * results by their term text, errors by code and message.
 */
class DifferentialTest {
    private static final int CALLS = Integer.getInteger("bylaw.opa.calls", 40);

    /** Kinds of parameters for which another value would keep opa busy without end. */
    private static final Set<String> EXACT = Set.of("operands", "range", "shift");

    static List<String> families() {
        return new ArrayList<>(SIGNATURES.keySet());
    }

    @ParameterizedTest
    @MethodSource("families")
    void agreesWithOpa(String family) throws Exception {
        Optional<OpaOracle> oracle = OpaOracle.find();
        Assumptions.assumeTrue(oracle.isPresent(), "there is no opa in the property bylaw.opa and none on the path");
        Samples samples = new Samples(Long.getLong("bylaw.opa.seed", 1L) * 31 + family.hashCode());
        List<OpaOracle.Call> calls = new ArrayList<>();
        for (String signature : SIGNATURES.get(family)) {
            String[] parts = signature.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1);
            for (int i = 0; i < CALLS; i++) {
                List<Value> arguments = new ArrayList<>();
                for (int p = 1; p < parts.length; p++) {
                    boolean wrong = samples.chance(5) && !EXACT.contains(parts[p]);
                    arguments.add(samples.of(wrong ? "any" : parts[p]));
                }
                calls.add(new OpaOracle.Call(parts[0], arguments));
            }
        }
        List<Outcome> wanted = oracle.get().ask(calls);
        List<String> differences = new ArrayList<>();
        TestContext context = TestContext.unlimited();
        for (int i = 0; i < calls.size(); i++) {
            OpaOracle.Call call = calls.get(i);
            Outcome found = OpaOracle.throughJson(Outcome.of(context, call.name(), call.arguments()));
            if (!found.equals(wanted.get(i))) {
                differences.add(call + "\n  opa:  " + wanted.get(i).text() + "\n  here: " + found.text());
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
    }

    /** Builtins with the kinds of their parameters. */
    private static final Map<String, List<String>> SIGNATURES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "aggregates",
                    List.of(
                            "count any",
                            "max members",
                            "min members",
                            "product numbers",
                            "sort members",
                            "sum numbers",
                            "max numbers")),
            Map.entry(
                    "arithmetic",
                    List.of(
                            "abs number",
                            "ceil number",
                            "div number number",
                            "floor number",
                            "minus number number",
                            "minus set set",
                            "mul number number",
                            "plus number number",
                            "rem number number",
                            "rem int int",
                            "round number",
                            "numbers.range range range",
                            "numbers.range_step range range range")),
            Map.entry(
                    "arrays",
                    List.of(
                            "array.concat array array",
                            "array.flatten array",
                            "array.reverse array",
                            "array.slice array int int")),
            Map.entry(
                    "bits",
                    List.of(
                            "bits.and number number",
                            "bits.lsh number shift",
                            "bits.negate number",
                            "bits.or number number",
                            "bits.rsh number shift",
                            "bits.xor number number")),
            Map.entry(
                    "comparison",
                    List.of(
                            "equal any any",
                            "neq any any",
                            "lt any any",
                            "lte number number",
                            "gt any any",
                            "gte number number",
                            "equal number number",
                            "internal.member_2 any array",
                            "internal.member_2 int members",
                            "internal.member_3 any any any",
                            "internal.member_3 int any array",
                            "internal.member_3 path any object")),
            Map.entry(
                    "encoding",
                    List.of(
                            "base64.decode string",
                            "base64.encode string",
                            "base64.is_valid string",
                            "base64url.decode string",
                            "base64url.encode string",
                            "base64url.encode_no_pad string",
                            "hex.decode string",
                            "hex.encode string",
                            "urlquery.decode string",
                            "urlquery.encode string",
                            "urlquery.decode_object string",
                            "urlquery.encode_object object",
                            "urlquery.encode_object patterns")),
            Map.entry(
                    "graphs", List.of("graph.reachable graph nodes", "graph.reachable_paths graph nodes", "walk any")),
            Map.entry(
                    "hashes",
                    List.of(
                            "crypto.md5 string",
                            "crypto.sha1 string",
                            "crypto.sha256 string",
                            "crypto.hmac.md5 string string",
                            "crypto.hmac.sha1 string short",
                            "crypto.hmac.sha256 string string",
                            "crypto.hmac.sha512 string string",
                            "crypto.hmac.equal short short")),
            Map.entry(
                    "json",
                    List.of(
                            "json.marshal any",
                            "json.marshal_with_options any object",
                            "json.unmarshal ascii",
                            "json.is_valid string",
                            "json.filter object paths",
                            "json.remove object paths")),
            Map.entry(
                    "objects",
                    List.of(
                            "object.get object path any",
                            "object.keys object",
                            "object.filter object keys",
                            "object.remove object keys",
                            "object.subset any any",
                            "object.subset object object",
                            "object.subset array array",
                            "object.subset array set",
                            "object.union object object",
                            "object.union_n objects")),
            Map.entry("sets", List.of("and set set", "or set set", "union sets", "intersection sets")),
            Map.entry(
                    "sprintf",
                    List.of(
                            "sprintf '%v|%d|%s|%5d|%-5s|x|%q|%x|%X|%o|%b|%c|%e|%g|%f|%.2f|%08.3f|%+d|% d|%#x|%#v|%+v|%t|%T|%U|%%|%|%!|%[2]d|%*d|%.3s|%6.2e|%G|%z|%F|%O|%#q|%+q|%E' array",
                            "sprintf '%v %v|%d %s %v|%5.1f%%|%[2]v %[1]v|%[3]v|%v %[1]v|%-8v|%08d|%x|%.0f|%g %e' numbers",
                            "sprintf '%s|%q|%10s|%-10s.|%.2s|%x|% X|%#x|%v %v' strings",
                            "format_int number base")),
            Map.entry(
                    "strings",
                    List.of(
                            "concat short strings",
                            "contains string short",
                            "endswith string short",
                            "indexof string short",
                            "indexof_n string short",
                            "lower string",
                            "replace string short short",
                            "split string short",
                            "startswith string short",
                            "strings.any_prefix_match strings strings",
                            "strings.any_suffix_match string strings",
                            "strings.count string short",
                            "strings.replace_n patterns string",
                            "strings.reverse string",
                            "strings.split_n string short int",
                            "substring string int int",
                            "trim string short",
                            "trim_left string short",
                            "trim_prefix string short",
                            "trim_right string short",
                            "trim_space string",
                            "trim_suffix string short",
                            "upper string")),
            Map.entry(
                    "time",
                    List.of(
                            "time.add_date moment int int int",
                            "time.clock moment",
                            "time.date moment",
                            "time.diff moment moment",
                            "time.format moment",
                            "time.weekday moment",
                            "time.parse_ns layout '2024-02-29|2024-02-29T12:30:45Z|2024-02-30T12:30:45.123+01:00|Mon Jan  2 15:04:05 2006|Mon, 02 Jan 2006 15:04:05 MST|02 Jan 06 15:04 -0700|Jan  2 2006 3:04PM|2024-060|2024-366|2023-366|15:04:05.123|15:04:05|1/2/06 4:5|Tuesday, 31-Feb-99|x|January|0000-01-01|9999-12-31|2262-04-12|1677-09-21'",
                            "time.parse_rfc3339_ns '2024-02-29T12:30:45Z|2024-02-30T12:30:45Z|2024-02-29T12:30:45.123456789123+01:00|2024-02-29t12:30:45z|2024-02-29 12:30:45Z|2024-02-29T24:30:45Z|2024-02-29T12:30:60Z|2024-02-29T12:30:45+25:00|x||2262-04-11T23:47:16.854775808Z|2262-04-11T23:47:16.854775807Z|1677-09-21T00:12:43.145224192Z|2024-02-29T12:30:45,5Z|2024-13-29T12:30:45Z|2024-02-29T12:30:45-0100'",
                            "time.parse_duration_ns '1h|1h30m|-1.5s|300ms|1us|1µs|1d|2w|1y|1d12h|1.5d|1|0|-0|+5s|.5s|1.s|.s|s|1x|1dx|1d5|9223372036854775807ns|9223372036854775808ns|-9223372036854775808ns|106751d|106752d|300y|1h 5m|1.2.3s|1.2.3d||-|1e3s|0.000000001s|0.123456789123456789h'")),
            Map.entry(
                    "types",
                    List.of(
                            "is_array any",
                            "is_boolean any",
                            "is_null any",
                            "is_number any",
                            "is_object any",
                            "is_set any",
                            "is_string any",
                            "type_name any",
                            "to_number '1|-1|1.5|1e5|1E5|0.1|abc|1e400|Inf|-inf|nan|+NaN| 1|1 |0|-0|-0.0|1e-400|99999999999999999999999'",
                            "to_number any")),
            Map.entry(
                    "units",
                    List.of(
                            "units.parse '10|10K|10k|10Ki|10ki|1.5M|5m|5Mi|1e3|1e3k|2E|2e|0.1G|-1T|+5P|5 k|k||1.2.3|1ee|1e1000000|10KI|10kib|\"10\"k|1/3|100m|1e-7|.5|5.|.|1_000|0x10|1e+3|1e|e|-|999999999999999999999Ei'",
                            "units.parse_bytes '10|10K|10kb|10kib|10KiB|1.5MB|5m|5mi|1e3|1e3k|2E|2eb|0.1GiB|-1T|+5P|5 k|kb||1.2.3|1ee|1e1000000|10b|\"10\"k|.5kb|5.kb|0.0001|1e-7|99999999999999999999EiB|1.23456789012345678901gb'")),
            Map.entry(
                    "versions",
                    List.of(
                            "semver.compare '1.0.0|1.0.1|1.1.0|2.0.0|1.0.0-a|1.0.0-a.1|1.0.0-1|1.0.0-10|1.0.0-2|1.0.0-a.b|1.0.0+x|v1.0.0|1.0|01.0.0|1.0.0-01|1.0.0-|1.0.0+|x|1.0.0-a..b|9223372036854775808.0.0' '1.0.0|1.0.1|1.0.0-a|1.0.0-1|1.0.0-a.1|1.0.0-b|1.0.0-2|1.0.0-a-b|1.0.0-A'",
                            "semver.is_valid '1.0.0|v1.0.0|1.0|01.0.0|1.0.0-01|1.0.0-0a|1.0.0-|1.0.0+|x|1.0.0-a..b|9223372036854775808.0.0|1.0.0-é|-1.0.0|1.0.0.0||V1.0.0|1.0.0+01.-'",
                            "semver.is_valid any",
                            "uuid.parse '6ba7b810-9dad-11d1-80b4-00c04fd430c8|urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8|URN:UUID:6ba7b810-9dad-21d1-c0b4-01c04fd430c8|{6ba7b810-9dad-41d1-e0b4-00c04fd430c8}|6ba7b8109dad51d100b400c04fd430c8|6ba7b810-9dad-11d1-80b4-00c04fd430cg|x||6ba7b810+9dad-11d1-80b4-00c04fd430c8|000003e8-cbb9-21ea-b203-03045a86c8a1|ffffffff-ffff-1fff-bfff-ffffffffffff'")),
            Map.entry(
                    "globs",
                    List.of(
                            "glob.match '*|a*|*.com|api.*.com|api.**.com|?at|[abc]at|[!a-c]at|{a,b}*|{*.com,x?}|a\\\\*b|**|a{,b}c|{a,{b,c}}d|[a-|[]|[|{a|a}b|a,b|*a*b*c|[^a]|\\\\|[a-c-e]|[\\\\]]|é?|[c-a]' null 'a|at|cat|bat|dat|api.github.com|api.gi.hub.com|ac|abc|bd|ad|x.com|a*b|a,b|a}b||aXbYc|^|]|éa|axxbxxc|-'",
                            "glob.match '*|a*|*.com|api.*.com|api.**.com|?at|*:*|a?b' array 'a|a.b|a:b|x.com|api.github.com|api.gi.hub.com|.at'",
                            "glob.quote_meta string")),
            Map.entry(
                    "regex",
                    List.of(
                            "regex.match 'a|^a|b$|[a-c]+|(?i)A|\\\\d+|\\\\bfoo\\\\b|a{2}|(a|b)*c|x*|[[:alpha:]]+|\\\\p{L}+|\\\\p{Greek}|.|(?s).|^$|(|[|a**|\\\\z|a{1001}|((a{50}){50}){2}|(?P<n>a)|(?<n>a)|\\\\Qa.b\\\\E|[^a]|\\\\S|é|(?U)a+|\\\\p{lu}|\\\\p{Letter}|[\\\\p{ASCII}]|(?=a)' 'a|abc|foo bar|aab|ccc|123|é|Ω|a.b||\\n|xfoo|AAA|Éa'",
                            "regex.find_n 'a*|a|(a)(b)?|\\\\w+|[a-z]|^|$|\\\\b||x*|(?i)b|.' 'abcabc|aab|hello world|é|a😀b||baaac' int",
                            "regex.find_all_string_submatch_n 'a*|(a)(b)?|(\\\\w)(\\\\w)|(?P<x>a)|b|(a|(b))' 'abcabc|aab|hello|é||baaac' int",
                            "regex.replace 'abcabc|aab|hello world|é||baaac|a😀b' 'a|a*|(a)(b)?|(?P<first>\\\\w)|\\\\b|x*||$|(?P<n>a)(?P<n>b)' 'X||$1|${1}x|$1x|$first|${first}$$|$|$2-|$n|${|${1|$01|$é'",
                            "regex.split 'a|,|a*||b|x|^|$|(,)' 'a,b,c|abcabc||baaac|é,é|,,'",
                            "regex.is_valid string",
                            "regex.is_valid '(|[a|a{1001}|a**|((a{100}){100})|(?P<n>a)(?P<n>b)|\\\\p{Foo}|\\\\pZ|x{2,1}'",
                            "regex.globs_match 'a.a.|[a-z]+|.*|[^a]|a*b|a+|[|]|+|a\\\\|[a-|[0-9]*|ab.|\\\\*|[b-a]|[-a]|[a-b-c]|a**|x+y+' 'aaaa|[0-9]*|b+|.|aab|[a-c]*b|xyz|x+y|a.c|b|'",
                            "regex.template_match 'urn:foo:<.*>|a<[0-9]+>b|<a<b>>|<|a>|a|<a*>|<[>|x.<b>' 'urn:foo:bar|a12b|ab|a|aaa|x.b|xyb' '<' '>'")),
            Map.entry(
                    "networks",
                    List.of(
                            "net.cidr_contains '10.0.0.0/8|192.168.0.0/16|::/0|2001:db8::/32|::ffff:10.0.0.0/104|0.0.0.0/0|10.0.0.1/33|x|10.0.0.0|::/80|fe80::/10' '10.1.2.3|10.0.0.0/9|10.0.0.0/7|192.168.1.1|2001:db8::1|2001:db8::/48|::ffff:10.1.2.3|10.01.1.1|1.2.3|fe80::1%eth0|::1|x|::/80|::ffff:0:0/96'",
                            "net.cidr_intersects '10.0.0.0/8|192.168.0.0/16|::/0|2001:db8::/32|x' '10.0.0.0/9|10.0.0.0/7|2001:db8::/48|11.0.0.0/8|192.168.1.1/32'",
                            "net.cidr_expand '192.168.1.0/30|10.0.0.5/32|2001:db8::/126|::ffff:1.2.3.0/126|x|1.2.3.4|255.255.255.252/30|ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffc/126|1:0:0:2::/127|::/127|1::2:0:0:3/128'",
                            "net.cidr_is_valid '10.0.0.0/8|10.0.0.0/08|10.0.0.0/|10.0.0.0/33|::/128|::/129|1.2.3.4|::1%a/64|1.2.3/8|256.0.0.0/8|::g/64|1:2:3:4:5:6:7:8/64|1:2:3:4:5:6:7::/64|1::2::3/64|:1/64|::ffff:1.2.3.4/96|1:2/64|::1.2.3.4/96|1.2.3.4::/96|12345::/16|/8|10.0.0.0/+8|10.0.0.0/8 '",
                            "net.cidr_is_valid any",
                            "net.cidr_contains_matches strings strings")),
            Map.entry(
                    "uris",
                    List.of(
                            "uri.parse 'http://example.com/a%20b?x=1#f%41|https://user:pw@host:8080/p|mailto:a@b|/rel/path?q|//host/p|a:b:c|a/b:c|a:b|:x|http://[::1]:80/|http://[::1%25en0]/|http://[1.2.3.4]/|http://[::1/|http://h:x/|http://h:1:2/|pg://h:1,h:2/|http://a b/|http://%41/|http://%c3%a9/|http://a<b@h/|x?|?|#|*|http:///p|file:///a/b|HTTP://X/|http://h?q|%zz|/%zz|/a#%zz|a%2fb/c|/a!b|/[x]|http://h/\u0001||scheme-+.1:op|1a:b|///x|http://h:/'",
                            "uri.is_valid 'http://a|:|x y|%|%zz||http://h:x|a:b:c|/|*'", "uri.is_valid any")),
            Map.entry(
                    "yaml",
                    List.of(
                            "yaml.marshal any",
                            "yaml.marshal object",
                            "yaml.marshal strings",
                            "yaml.unmarshal string",
                            "yaml.is_valid string",
                            "yaml.unmarshal '1|1.0|1e3|0x1F|0o17|017|08|0b11|1_000|+5|-5|.5|.inf|.nan|~|null||yes|true|True|TRUE|on|2020-01-01|2020-01-01T00:00:00Z|1:30|<<|!!str 1|!!int \"5\"|!!int x|!!float 1|!!bool yes|!!null x|!foo bar|! 1|!!binary YWI=|!!binary x|a: 1|\\'a\\'|\"a\\\\n\"|[1, 2|{a: 1}|[a, {b: c}]|18446744073709551615|18446744073709551616|-9223372036854775809|1e400|0x|1e|1.|.|-|+|12e03|0.10|1.5e-10|123456789012345678901234567890|1e21|1e20'")),
            Map.entry("diagnostics", List.of("trace string", "internal.template_string operands"))));
}
