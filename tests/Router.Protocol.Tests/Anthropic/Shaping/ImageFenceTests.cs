using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Router.Protocol.Anthropic.Shaping;
using Router.Protocol.Images;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>Pitfall 68: among more than 20 images Anthropic takes none above 2,000 pixels, and a session sends all of its images again and again.</summary>
public sealed class ImageFenceTests
{
    private static readonly ImageLimits Anthropic = ImageLimits.Anthropic;

    [Fact]
    public void TwentyImages_OfAnySize_StayToTheByte() => Assert.Equal("####################", Left(Sizes(20, 4_000), Anthropic));

    [Fact]
    public void ManyImages_ThatAreSmallEnough_StayToTheByte() => Assert.Equal(new string('#', 60), Left(Sizes(60, 2_000), Anthropic));

    [Fact]
    public void LargeOnesAmongTheOlder_GoAlone()
    {
        int[] sizes = Sizes(25, 1_000);
        (sizes[0], sizes[4]) = (2_001, 3_000);

        Assert.Equal("-###-####################", Left(sizes, Anthropic));
    }

    [Fact]
    public void LargeOneAmongTheNewest_StaysAndTheOldestMakeRoom()
    {
        int[] sizes = Sizes(21, 1_000);
        sizes[20] = 2_001;

        Assert.Equal("----------###########", Left(sizes, Anthropic));
    }

    [Fact]
    public void WhatWasDropped_IsTheSameForTheNextTenImages()
    {
        for (int count = 21; count <= 30; count++)
        {
            int[] sizes = Sizes(count, 1_000);
            sizes[^1] = 4_000;

            Assert.Equal(new string('-', 10) + new string('#', count - 10), Left(sizes, Anthropic));
        }
    }

    [Theory]
    [InlineData(5, 5, "#####")]
    [InlineData(6, 5, "--####")]
    [InlineData(8, 5, "----####")]
    [InlineData(3, 1, "--#")]
    public void MostImages_AreTheNewest(int count, int most, string left) => Assert.Equal(left, Left(Sizes(count, 10), new ImageLimits(most, null, null)));

    [Fact]
    public void Images_AreCountedInToolResultsAndDocuments_AndWhatLiesElsewhereHasNoSize()
    {
        string large = Image(5_000);
        string body = $$$"""
            {"messages":[{"role":"user","content":[{{{large}}},{"type":"image","source":{"type":"url","url":"https://e.org/a.png"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{{{Image(10)}}}]},{"type":"document","source":{"type":"content","content":[{{{Image(10)}}}]}}]}]}
            """;

        string shaped = Shaped.Of(body, new RequestShape { Images = new ImageLimits(null, 3, 2_000) }, out string notes);

        Assert.Equal(body.Replace(large, """{"type":"text","text":"[An earlier image was left out: with more than 3 in one request this provider takes none larger than 2000 pixels.]"}""", StringComparison.Ordinal), shaped);
        Assert.Equal("old-images-dropped", notes);
    }

    [Fact]
    public void WhatIsNoImage_IsNone()
    {
        const string Body = """{"messages":[{"role":"user","content":[{"type":"tool_use","input":{"a":{"type":"image"},"b":[{"type":"image"}]}},{"type":"text","text":"\"image\" \"image\""},{"type":"image","source":{"type":"base64","data":"?"}}]}]}""";

        Assert.Equal(Body, Shaped.Of(Body, new RequestShape { Images = new ImageLimits(1, 1, 1) }));
    }

    [Fact]
    public void Apply_GivesTheSameBytes_OrACopyWithTheText()
    {
        byte[] few = Encoding.UTF8.GetBytes(Body(Sizes(2, 10)));
        var notes = new DegradationNotes();

        Assert.True(ImageFence.Apply(few, new ImageLimits(2, null, null), new SmallerImages(), notes).Equals((ReadOnlyMemory<byte>)few));
        Assert.True(ImageFence.Apply(few, ImageLimits.None, new SmallerImages(), notes).Equals((ReadOnlyMemory<byte>)few));
        Assert.Empty(notes.Codes);
        Assert.Equal("-#", Read(Encoding.UTF8.GetString(ImageFence.Apply(few, new ImageLimits(1, null, null), new SmallerImages(), notes).Span)));
        Assert.Equal(["old-images-dropped"], notes.Codes);
    }

    [Fact]
    public void LargePngs_AreMadeSmallerInPlace_AndTheRestStaysToTheByte()
    {
        string large = Picture(2_500, 1_000);
        string mistyped = Picture(3_000, 10).Replace("image/png", "image/jpeg", StringComparison.Ordinal).Replace("{\"type\":\"image\"", "{\"cache_control\":{\"type\":\"ephemeral\"}, \"type\":\"image\"", StringComparison.Ordinal);
        string body = Conversation([large, .. Enumerable.Repeat(Image(10), 22), mistyped]);

        string shaped = Shaped.Of(body, new RequestShape { Images = Anthropic }, out string notes);

        Assert.Equal("images-made-smaller", notes);
        string[] pictures = Data(shaped);
        Assert.Equal(
            body.Replace(Data(body)[0], pictures[0], StringComparison.Ordinal).Replace(Data(body)[23], pictures[23], StringComparison.Ordinal).Replace("image/jpeg", "image/png", StringComparison.Ordinal),
            shaped);
        Assert.Equal((2_000, 800), SizeOf(pictures[0]));
        Assert.Equal((2_000, 7), SizeOf(pictures[23]));
    }

    [Fact]
    public void CacheMarks_OfImagesThatAreMadeSmaller_AreReducedAsOthers()
    {
        string marked = Picture(2_001, 1).Replace("{\"type\":\"image\"", "{\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"},\"type\":\"image\"", StringComparison.Ordinal);

        string shaped = Shaped.Of(Conversation([marked, .. Enumerable.Repeat(Image(10), 20)]), new RequestShape { Images = Anthropic, ReduceCacheMarks = true });

        Assert.DoesNotContain("ttl", shaped, StringComparison.Ordinal);
        Assert.Equal((2_000, 1), SizeOf(Data(shaped)[0]));
    }

    [Fact]
    public void SmallerImage_IsTheSameOnEveryTurn_WithAndWithoutMemory()
    {
        var remembers = new RequestShape { Images = Anthropic, SmallerImages = new SmallerImages() };
        List<string> images = [Picture(2_100, 30), .. Enumerable.Repeat(Image(10), 20)];
        string first = Data(Shaped.Of(Conversation(images), remembers))[0];
        for (int turn = 0; turn < 12; turn++) // the first turn brings an image that is there already
        {
            images.Add(Picture(2_100, 30 + turn));

            Assert.Equal(first, Data(Shaped.Of(Conversation(images), remembers))[0]);
        }

        Assert.Equal(first, Data(Shaped.Of(Conversation(images), new RequestShape { Images = Anthropic }))[0]);
        Assert.Equal(12, remembers.SmallerImages.Made);
    }

    [Fact]
    public void OlderOneThatCannotBeSmaller_GivesPlaceToAText_AndOthersAreMadeSmaller()
    {
        string shaped = Shaped.Of(Conversation([Image(3_000), Picture(2_100, 30), .. Enumerable.Repeat(Image(10), 20)]), new RequestShape { Images = Anthropic }, out string notes);

        Assert.Equal("old-images-dropped images-made-smaller", notes);
        Assert.Equal("-#####################", Read(shaped));
        Assert.Equal((2_000, 29), SizeOf(Data(shaped)[0]));
    }

    [Fact]
    public void NewestOneThatCannotBeSmaller_MakesTheOldestMakeRoom_AndThenNoneIsMadeSmaller()
    {
        string large = Picture(2_100, 30);

        string shaped = Shaped.Of(Conversation([.. Enumerable.Repeat(Image(10), 20), large, Image(3_000)]), new RequestShape { Images = Anthropic }, out string notes);

        Assert.Equal("old-images-dropped", notes);
        Assert.Equal("----------############", Read(shaped));
        Assert.Contains(large, shaped, StringComparison.Ordinal);
    }

    [Fact]
    public void MorePixelsThanAreRead_CountFromTheOldest()
    {
        // Says 64 megapixels each, holds none: eight are looked at, and then no other.
        List<string> images = [.. Enumerable.Repeat(Picture(2_100, 30), 2), .. Enumerable.Repeat(Image(8_000, 8_000), 8), Picture(2_100, 31), .. Enumerable.Repeat(Image(10), 20)];

        string shaped = Shaped.Of(Conversation(images), new RequestShape { Images = Anthropic });

        Assert.Equal("##---------####################", Read(shaped));
    }

    private static int[] Sizes(int count, int size) => [.. Enumerable.Repeat(size, count)];

    private static string Left(int[] sizes, ImageLimits limits)
    {
        string body = Body(sizes);
        string shaped = Shaped.Of(body, new RequestShape { Images = limits }, out string notes);
        string left = Read(shaped);
        Assert.Equal(left.Contains('-', StringComparison.Ordinal) ? "old-images-dropped" : "", notes);
        Assert.Equal(left.Contains('-', StringComparison.Ordinal), shaped != body);
        return left;
    }

    private static string Body(int[] sizes) => Conversation(sizes.Select(size => Image(size)));

    private static string Conversation(IEnumerable<string> images) => $$"""{"messages":[{{string.Join(',', images.Select(image => $$"""{"role":"user","content":[{{image}}] }"""))}}]}""";

    private static string[] Data(string body) => [.. JsonElement.Parse(body).GetProperty("messages").EnumerateArray()
        .Select(message => message.GetProperty("content")[0]).Where(block => block.TryGetProperty("source", out _)).Select(block => block.GetProperty("source").GetProperty("data").GetString()!)];

    private static (int Width, int Height) SizeOf(string data)
    {
        var png = PlainPng.Read(Convert.FromBase64String(data));
        return (png.Width, png.Height);
    }

    private static string Picture(int width, int height) => Block(new PlainPng(width, height, 1, 0).Write(PlainPng.Packed(new byte[height * (1 + ((width + 7) / 8))])));

    private static string Read(string body) => string.Concat(JsonElement.Parse(body).GetProperty("messages").EnumerateArray()
        .Select(message => message.GetProperty("content")[0].GetProperty("type").GetString() == "image" ? '#' : '-'));

    /// <summary>The head of a PNG that is so many pixels wide, and nothing else.</summary>
    private static string Image(int width, int height = 9)
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return Block(png);
    }

    private static string Block(byte[] png) => $$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{Convert.ToBase64String(png)}}}"}}""";
}
