using System.Text;
using Router.Protocol.OpenAI;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>Which pieces of <c>reasoning_details</c> are one item. Arrays are parted by <c>;</c>.</summary>
public sealed class ReasoningDetailsTests
{
    [Theory]
    [InlineData("""[{"type":"t","text":"a","index":0}] ; [{"type":"t","text":"b","index":0}]""", """[{"type":"t","text":"ab","index":0}]""")]
    [InlineData("""[{"type":"t","text":"a","index":0}] ; [{"type":"t","text":"b","index":1}]""", """[{"type":"t","text":"a","index":0},{"type":"t","text":"b","index":1}]""")]
    [InlineData("""[{"type":"t","text":"a","index":0}] ; [{"type":"s","summary":"b","index":0}]""", """[{"type":"t","text":"a","index":0},{"type":"s","summary":"b","index":0}]""")]
    public void Index_AndType_SayWhatBelongsTogether(string arrays, string expected) => Check(arrays, expected);

    [Theory]
    [InlineData("""[{"type":"t","id":"1","text":"a","index":0}] ; [{"type":"t","id":"2","text":"b","index":0}]""", """[{"type":"t","id":"1","text":"a","index":0},{"type":"t","id":"2","text":"b","index":0}]""")]
    [InlineData("""[{"type":"t","id":"1","text":"a","index":0}] ; [{"type":"t","id":"1","text":"b","index":0}]""", """[{"type":"t","id":"1","text":"ab","index":0}]""")]
    [InlineData("""[{"type":"t","id":"1","text":"a","index":0}] ; [{"type":"t","id":null,"text":"b","index":0}]""", """[{"type":"t","id":"1","text":"ab","index":0}]""")]
    [InlineData("""[{"type":"t","id":null,"text":"a","index":0}] ; [{"type":"t","id":"1","text":"b","index":0}]""", """[{"type":"t","id":"1","text":"ab","index":0}]""")]
    [InlineData("""[{"type":"t","text":"a","index":0}] ; [{"type":"t","id":"1","text":"b","index":0}]""", """[{"type":"t","text":"ab","index":0,"id":"1"}]""")]
    public void AnotherId_IsAnotherItem(string arrays, string expected) => Check(arrays, expected);

    [Theory]
    [InlineData("""[{"type":"t","text":"a"}] ; [{"type":"t","text":"b"}]""", """[{"type":"t","text":"ab"}]""")]
    [InlineData("""[{"type":"t","text":"a","index":0}] ; [{"type":"t","text":"b"}]""", """[{"type":"t","text":"a","index":0},{"type":"t","text":"b"}]""")]
    [InlineData("""[{"type":"t","text":"a"}] ; [{"type":"s","summary":"b"}] ; [{"type":"t","text":"c"}]""", """[{"type":"t","text":"a"},{"type":"s","summary":"b"},{"type":"t","text":"c"}]""")]
    [InlineData("""[{"type":"reasoning.encrypted","data":"a"}] ; [{"type":"reasoning.encrypted","data":"b"}]""", """[{"type":"reasoning.encrypted","data":"a"},{"type":"reasoning.encrypted","data":"b"}]""")]
    public void WithoutIndex_OnlyTheLastTextGoesOn(string arrays, string expected) => Check(arrays, expected);

    [Theory]
    [InlineData("""[{"type":"t","text":"a"},{"type":"t","text":"b"}]""", """[{"type":"t","text":"a"},{"type":"t","text":"b"}]""")]
    [InlineData("""[1,null,{"type":"t","text":"a"},"x"]""", """[{"type":"t","text":"a"}]""")]
    [InlineData("""[{"type":"t","format":"f","signature":null,"index":0}] ; [{"type":"t","format":null,"signature":"S","index":0}]""", """[{"type":"t","format":"f","signature":"S","index":0}]""")]
    [InlineData("""[{"type":"t","signature":"old","index":0}] ; [{"type":"t","signature":"new","index":0}]""", """[{"type":"t","signature":"new","index":0}]""")]
    public void Members_TakeTheirNewestValue(string arrays, string expected) => Check(arrays, expected);

    private static void Check(string arrays, string expected)
    {
        var details = new ReasoningDetails();
        foreach (string array in arrays.Split(" ; "))
        {
            byte[] json = Encoding.UTF8.GetBytes(array);
            Assert.True(JsonCursor.TryWhole(json, out JsonRange whole));
            details.Merge(json, whole);
        }

        Assert.True(details.HasAny);
        Assert.True(ReasoningCarrier.TryRead(details.TakeCarrier(), out CarriedKind kind, out byte[] payload));
        Assert.Equal((CarriedKind.Details, expected), (kind, Encoding.UTF8.GetString(payload)));
        Assert.False(details.HasAny);
    }
}
