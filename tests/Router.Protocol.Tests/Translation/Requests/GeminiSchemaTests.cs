using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Schemas in Gemini's subset, and whether the loss of a keyword is noted.</summary>
public sealed class GeminiSchemaTests
{
    private const string Any = """{"type":"string"}""";
    private const string AnyObject = """{"type":"object","properties":{"any_name":{"type":"string"}}}""";

    [Theory]
    [InlineData("""{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string"}}""")]
    [InlineData("""{"type":"string","title":"T","minLength":0,"maxLength":9,"pattern":"^a"}""")]
    [InlineData("""{"type":"object","minProperties":1,"maxProperties":2,"properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""")]
    [InlineData("""{"type":"number","minimum":0.5,"maximum":1.5}""")]
    [InlineData("""{"type":"string","format":"date-time"}""")]
    [InlineData("""{"type":"string","format":"enum","enum":["a"]}""")]
    [InlineData("""{"type":"number","format":"float"}""")]
    [InlineData("""{"type":"number","format":"double"}""")]
    [InlineData("""{"type":"integer","format":"int32"}""")]
    [InlineData("""{"type":"integer","format":"int64"}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    public void WhatGeminiKnows_StaysAsItIs(string schema) => Check(schema, schema);

    [Theory]
    [InlineData("""{"type":"integer","minLength":1,"maxLength":1,"pattern":"a","minItems":1,"maxItems":1,"minProperties":1,"maxProperties":1,"format":"float"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"string","minItems":1,"maxItems":1,"minProperties":1,"maxProperties":1,"format":"int32","items":{"type":"string"},"minimum":1}""", """{"type":"string"}""")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minLength":1,"maxLength":1,"enum":["a"]}""", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"number","format":"int64"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"number","format":"date-time"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"string","format":"uri"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"string","minLength":-1,"maxLength":"9","pattern":5,"title":5}""", """{"type":"string"}""")]
    [InlineData("""{"type":"boolean","enum":["a"]}""", """{"type":"boolean"}""")]
    public void WhatDoesNotFitTheType_Goes(string schema, string expected) => Check(schema, expected);

    [Theory]
    [InlineData("patternProperties")]
    [InlineData("propertyNames")]
    [InlineData("not")]
    [InlineData("if")]
    [InlineData("dependentSchemas")]
    [InlineData("dependentRequired")]
    [InlineData("contains")]
    [InlineData("prefixItems")]
    public void KeywordThatLimits_IsMissedWithANote(string keyword) => Check($$"""{"type":"string","{{keyword}}":{} }""", Any, isSimplified: true);

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"items":{"type":"integer"}}""", """{"type":"array","items":{"type":"integer"}}""")]
    [InlineData("""{"type":"array"}""", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"array","items":[{"type":"integer"},{"type":"string"}]}""", """{"type":"array","items":{"type":"integer"}}""")]
    [InlineData("""{"type":"array","items":[]}""", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"}]}""", """{"type":"array","items":{"type":"integer"}}""", true)]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"prefixItems":[{"type":"integer"}]}""", """{"type":"array","items":{"type":"boolean"}}""", true)]
    [InlineData("""{"type":"object"}""", AnyObject, true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"type":"object","properties":{"any_name":{"type":"integer"}}}""", true)]
    [InlineData("""{"type":"object","additionalProperties":false}""", AnyObject, true)]
    [InlineData("{}", Any, true)]
    [InlineData("""{"type":"null"}""", """{"type":"string","nullable":true}""", true)]
    [InlineData("""{"type":["null","null"]}""", """{"type":"string","nullable":true}""", true)]
    public void WhatIsNotSaid_IsFilledIn(string schema, string expected, bool isSimplified = false) => Check(schema, expected, isSimplified);

    [Theory]
    [InlineData("""{"enum":["a","b","a",""]}""", """{"type":"string","enum":["a","b"]}""")]
    [InlineData("""{"type":"string","enum":["a",null]}""", """{"type":"string","nullable":true,"enum":["a"]}""")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", """{"type":"string","nullable":true,"enum":["a"]}""")]
    [InlineData("""{"enum":[null]}""", """{"type":"string","nullable":true}""", true)]
    [InlineData("""{"const":"a"}""", """{"type":"string","enum":["a"]}""")]
    [InlineData("""{"const":5}""", """{"type":"integer","description":"One of: 5."}""", true)]
    [InlineData("""{"enum":[1.5]}""", """{"type":"number","description":"One of: 1.5."}""", true)]
    [InlineData("""{"enum":[true,false]}""", """{"type":"boolean","description":"One of: true, false."}""", true)]
    [InlineData("""{"enum":["a",1]}""", """{"type":"string","description":"One of: \u0022a\u0022, 1."}""", true)]
    [InlineData("""{"enum":[[1]]}""", """{"type":"array","description":"One of: [1].","items":{"type":"string"}}""", true)]
    [InlineData("""{"enum":[{}]}""", """{"type":"object","description":"One of: {}.","properties":{"any_name":{"type":"string"}}}""", true)]
    [InlineData("""{"type":"number","enum":[1],"description":"How many."}""", """{"type":"number","description":"How many. One of: 1."}""", true)]
    public void ListedValues_AreStringsOrWords(string schema, string expected, bool isSimplified = false) => Check(schema, expected, isSimplified);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string","minLength":2,"enum":["x"]}}}""", """{"type":"string","minLength":2,"enum":["x"]}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"integer","minimum":3}}}""", """{"type":"integer","minimum":3}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"type":"string"},{"type":"integer"}]}}}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("""{"$ref":"#/$defs/none"}""", AnyObject, true)]
    [InlineData("""{"type":"string","$ref":"#/$defs/none"}""", Any, true)]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"integer"}}}""", """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}""")]
    [InlineData("""{"type":"string","minLength":1,"allOf":[{"type":"integer","minLength":2,"maxLength":3}]}""", """{"type":"string","minLength":1,"maxLength":3}""")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"allOf":[{"items":{"type":"string"}},{"minItems":1}]}""", """{"type":"array","minItems":1,"items":{"type":"integer"}}""")]
    [InlineData("""{"type":["string","null"],"allOf":[{"type":["string","null"]}]}""", """{"type":"string","nullable":true}""")]
    [InlineData("""{"enum":["a"],"allOf":[{"enum":["b"]}]}""", """{"type":"string","enum":["a"]}""")]
    [InlineData("""{"type":"integer","minimum":1,"allOf":[{"type":"integer","minimum":2,"maximum":9}]}""", """{"type":"integer","minimum":1,"maximum":9}""")]
    public void ReferencesAndParts_AreTakenOver_OwnWordsFirst(string schema, string expected, bool isSimplified = false) => Check(schema, expected, isSimplified);

    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"anyOf":[{"type":"integer"},{"type":"boolean"}]}]}""", """{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}""")]
    [InlineData("""{"anyOf":[{"type":["string","null"],"description":"own"},{"type":"integer"}],"nullable":true,"description":"both"}""", """{"anyOf":[{"type":"string","nullable":true,"description":"own"},{"type":"integer","nullable":true,"description":"both"}]}""")]
    [InlineData("""{"nullable":true,"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"string","nullable":true}""")]
    [InlineData("""{"anyOf":[{"const":"a"},{"enum":["b","a"]}]}""", """{"type":"string","enum":["a","b"]}""")]
    [InlineData("""{"anyOf":[{"const":"a"},{"type":"string"}]}""", """{"anyOf":[{"type":"string","enum":["a"]},{"type":"string"}]}""")]
    [InlineData("""{"type":"string","anyOf":[{"minLength":1},{"pattern":"a"}]}""", """{"anyOf":[{"type":"string","minLength":1},{"type":"string","pattern":"a"}]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"oneOf":[{"required":["a"]}]}""", """{"type":"object","properties":{"a":{"type":"string"}}}""", true)]
    [InlineData("""{"type":"array","items":{"type":"string"},"anyOf":[{"type":"array"},{"type":"string"}]}""", """{"type":"array","items":{"type":"string"}}""", true)]
    [InlineData("""{"enum":["a"],"anyOf":[{"type":"integer"},{"type":"string"}]}""", """{"type":"string","enum":["a"]}""", true)]
    [InlineData("""{"type":["string","number"],"anyOf":[{"type":"integer"},{"type":"boolean"}]}""", """{"anyOf":[{"type":"string"},{"type":"number"}]}""", true)]
    public void Alternatives_StandAlone(string schema, string expected, bool isSimplified = false) => Check(schema, expected, isSimplified);

    [Theory]
    [InlineData("""{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":5,"exclusiveMaximum":false}""", """{"type":"integer","minimum":2,"maximum":5}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":5}""", """{"type":"integer","minimum":2,"maximum":4}""")]
    [InlineData("""{"type":"number","exclusiveMinimum":1}""", """{"type":"number","minimum":1}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":79228162514264337593543950335}""", """{"type":"integer","minimum":79228162514264337593543950335}""")]
    [InlineData("""{"type":"integer","minimum":1e99}""", """{"type":"integer"}""")]
    public void ExcludedBounds_BecomeIncludedOnes(string schema, string expected) => Check(schema, expected);

    [Fact]
    public void AlternativesOfARoot_BecomeOneObjectWithANote()
    {
        var notes = new DegradationNotes();

        GeminiSchema root = GeminiSchemaReader.ReadRoot(JsonElement.Parse("""{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object","properties":{"b":{"type":"string"}}}]}"""), notes);

        Assert.Equal(["a", "b"], root.Properties.Select(property => property.Name));
        Assert.Equal(["schema-simplified"], notes.Codes);
    }

    [Fact]
    public void EndlessDepth_IsCutWithANote()
    {
        string schema = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 30)) + """{"type":"string"}""" + new string('}', 30);
        var notes = new DegradationNotes();

        string written = Written(schema, notes);

        Assert.Equal(24, written.Split("\"array\"").Length - 1);
        Assert.Equal(["schema-simplified"], notes.Codes);
    }

    private static void Check(string schema, string expected, bool isSimplified = false)
    {
        var notes = new DegradationNotes();

        Assert.Null(JsonDifference.Find(JsonNode.Parse(expected), JsonNode.Parse(Written(schema, notes))));
        Assert.Equal(isSimplified ? ["schema-simplified"] : [], notes.Codes);
    }

    private static string Written(string schema, DegradationNotes notes)
    {
        var output = new ArrayBufferWriter<byte>();
        GeminiSchemaWriter.Write(GeminiSchemaReader.Read(JsonElement.Parse(schema), notes), new JsonOutput(output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
