package dev.bylaw.rego.internal.builtin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The builtin functions that need nothing but their arguments and the evaluation, by name. They come in families, each
 * of which is made when one of its members is first asked for, so that a policy loads only what it calls.
 */
public final class Builtins {
    /** The names of the members of each family. */
    private static final String[] FAMILIES = {
        "aggregates: all any count max min product sort sum",
        "arrays: array.concat array.flatten array.reverse array.slice",
        "aws: providers.aws.sign_req",
        "bits: bits.and bits.lsh bits.negate bits.or bits.rsh bits.xor",
        "certificates: crypto.parse_private_keys crypto.x509.parse_and_verify_certificates"
                + " crypto.x509.parse_and_verify_certificates_with_options crypto.x509.parse_certificate_request"
                + " crypto.x509.parse_certificates crypto.x509.parse_keypair crypto.x509.parse_rsa_private_key",
        "comparisons: equal gt gte lt lte neq",
        "diagnostics: internal.print internal.template_string internal.test_case trace",
        "encodings: base64.decode base64.encode base64.is_valid base64url.decode base64url.encode"
                + " base64url.encode_no_pad hex.decode hex.encode",
        "graphs: graph.reachable graph.reachable_paths",
        "graphql: graphql.is_valid graphql.parse graphql.parse_and_verify graphql.parse_query graphql.parse_schema"
                + " graphql.schema_is_valid",
        "hashes: crypto.hmac.equal crypto.hmac.md5 crypto.hmac.sha1 crypto.hmac.sha256 crypto.hmac.sha512 crypto.md5"
                + " crypto.sha1 crypto.sha256",
        "json: json.is_valid json.marshal json.marshal_with_options json.unmarshal",
        "json-patch: json.patch",
        "json-paths: json.filter json.remove",
        "json-schemas: json.match_schema json.verify_schema",
        "membership: internal.member_2 internal.member_3",
        "modules: rego.metadata.chain rego.metadata.rule rego.parse_module",
        "networks: net.cidr_contains net.cidr_contains_matches net.cidr_expand net.cidr_intersects net.cidr_is_valid"
                + " net.cidr_merge net.cidr_overlap uri.is_valid uri.parse",
        "numbers: abs ceil div floor minus mul numbers.range numbers.range_step plus rem round",
        "chance: rand.intn uuid.rfc4122",
        "patterns: glob.match glob.quote_meta re_match regex.find_all_string_submatch_n regex.find_n regex.globs_match"
                + " regex.is_valid regex.match regex.replace regex.split regex.template_match",
        "objects: object.filter object.get object.keys object.remove object.subset object.union object.union_n",
        "queries: urlquery.decode urlquery.decode_object urlquery.encode urlquery.encode_object",
        "replacements: replace strings.replace_n",
        "sets: and intersection or set_diff union",
        "strings: concat format_int lower split sprintf strings.reverse strings.split_n substring trim trim_left"
                + " trim_prefix trim_right trim_space trim_suffix upper",
        "search: contains endswith indexof indexof_n startswith strings.any_prefix_match strings.any_suffix_match"
                + " strings.count",
        "templates: strings.render_template",
        "times: time.add_date time.clock time.date time.diff time.format time.now_ns time.parse_duration_ns"
                + " time.parse_ns time.parse_rfc3339_ns time.weekday",
        "tokens: io.jwt.decode io.jwt.decode_verify io.jwt.encode_sign io.jwt.encode_sign_raw io.jwt.verify_eddsa"
                + " io.jwt.verify_es256 io.jwt.verify_es384 io.jwt.verify_es512 io.jwt.verify_hs256 io.jwt.verify_hs384"
                + " io.jwt.verify_hs512 io.jwt.verify_ps256 io.jwt.verify_ps384 io.jwt.verify_ps512 io.jwt.verify_rs256"
                + " io.jwt.verify_rs384 io.jwt.verify_rs512",
        "types: cast_array cast_boolean cast_null cast_object cast_set cast_string is_array is_boolean is_null is_number"
                + " is_object is_set is_string to_number type_name",
        "units: units.parse units.parse_bytes",
        "uuids: uuid.parse",
        "versions: semver.compare semver.is_valid",
        "walk: walk",
        "yaml: yaml.is_valid yaml.marshal yaml.unmarshal",
    };

    private static final Map<String, String> FAMILY_OF = families();
    private static final Map<String, Builtin> MADE = new ConcurrentHashMap<>();

    private Builtins() {}

    private static Map<String, String> families() {
        Map<String, String> families = new HashMap<>();
        for (String line : FAMILIES) {
            int colon = line.indexOf(": ");
            for (String name : line.substring(colon + 2).split(" ")) {
                families.put(name, line.substring(0, colon));
            }
        }
        return families;
    }

    private static List<Builtin> make(String family) {
        return switch (family) {
            case "aggregates" -> Aggregates.all();
            case "arrays" -> Arrays.all();
            case "aws" -> AwsSigning.all();
            case "bits" -> Bits.all();
            case "certificates" -> CertificateFunctions.all();
            case "chance" -> Chance.all();
            case "comparisons" -> Comparisons.all();
            case "diagnostics" -> Diagnostics.all();
            case "encodings" -> Encodings.all();
            case "graphql" -> GraphqlFunctions.all();
            case "graphs" -> Graphs.all();
            case "hashes" -> Hashes.all();
            case "json" -> JsonFunctions.all();
            case "json-patch" -> JsonPatch.all();
            case "json-paths" -> JsonPaths.all();
            case "json-schemas" -> JsonSchemas.all();
            case "membership" -> Membership.all();
            case "modules" -> Modules.all();
            case "networks" -> Networks.all();
            case "numbers" -> Numbers.all();
            case "objects" -> Objects.all();
            case "patterns" -> Patterns.all();
            case "queries" -> Queries.all();
            case "replacements" -> Replacements.all();
            case "search" -> StringSearch.all();
            case "sets" -> Sets.all();
            case "strings" -> Strings.all();
            case "templates" -> Templates.all();
            case "times" -> Times.all();
            case "tokens" -> Tokens.all();
            case "types" -> Types.all();
            case "units" -> Units.all();
            case "uuids" -> Uuids.all();
            case "versions" -> Versions.all();
            case "walk" -> List.of(new Walk());
            case "yaml" -> YamlFunctions.all();
            default -> throw new IllegalStateException("no family " + family);
        };
    }

    /** {@return the builtin of this name} */
    public static Optional<Builtin> find(String name) {
        Builtin made = MADE.get(name);
        if (made == null) {
            String family = FAMILY_OF.get(name);
            if (family == null) {
                return Optional.empty();
            }
            for (Builtin builtin : make(family)) {
                MADE.putIfAbsent(builtin.name(), builtin);
            }
            made = MADE.get(name);
            if (made == null) {
                throw new IllegalStateException(name + " is not in its family " + family);
            }
        }
        return Optional.of(made);
    }

    /** {@return the names of all builtins, sorted} */
    public static Set<String> names() {
        return new TreeSet<>(FAMILY_OF.keySet());
    }

    /** {@return every builtin, sorted by name} */
    public static Collection<Builtin> list() {
        List<Builtin> all = new ArrayList<>();
        FAMILY_OF.keySet().forEach(name -> all.add(find(name).orElseThrow()));
        all.sort(Comparator.comparing(Builtin::name));
        return all;
    }
}
