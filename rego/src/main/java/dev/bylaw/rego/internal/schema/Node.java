package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.regex.Regex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A schema, or one inside of it, as its keywords say; what is not there is null or empty. Complete once it is read. */
final class Node {
    /** The schema in whose place this stands. */
    Node reference;

    /** A schema that always or never holds. */
    Boolean constant;

    final List<String> types = new ArrayList<>();
    final Map<String, Node> properties = new LinkedHashMap<>();
    final Map<Regex, Node> patternProperties = new LinkedHashMap<>();
    final Map<String, List<String>> neededProperties = new LinkedHashMap<>();
    final Map<String, Node> neededSchemas = new LinkedHashMap<>();
    final List<String> required = new ArrayList<>();
    final List<Node> items = new ArrayList<>();
    final List<Node> anyOf = new ArrayList<>();
    final List<Node> oneOf = new ArrayList<>();
    final List<Node> allOf = new ArrayList<>();
    boolean sameItems;
    boolean additionalProperties = true;
    Node additionalPropertiesSchema;
    boolean additionalItems = true;
    Node additionalItemsSchema;
    Node propertyNames;
    Node contains;
    Node not;
    Node condition;
    Node then;
    Node otherwise;
    BigDecimal multipleOf;
    BigDecimal minimum;
    BigDecimal maximum;
    BigDecimal exclusiveMinimum;
    BigDecimal exclusiveMaximum;
    Integer minLength;
    Integer maxLength;
    Integer minItems;
    Integer maxItems;
    Integer minProperties;
    Integer maxProperties;
    boolean uniqueItems;
    Regex pattern;
    String patternText;
    String format = "";
    Value expected;
    List<Value> choices;
}
