using System.Text;
using Router.Protocol.Images;

namespace Router.Protocol.Tests.Images;

public sealed class SmallerImagesTests
{
    [Fact]
    public void SameImage_IsMadeSmallerOnce()
    {
        var images = new SmallerImages();

        byte[]? first = images.Of(Image(1), 20);

        Assert.NotNull(first);
        Assert.Same(first, images.Of(Image(1), 20));
        Assert.Equal(1, images.Made);
    }

    [Fact]
    public void SameImageOfManyRequestsAtOnce_IsMadeOnce_AndEachGetsIt()
    {
        var images = new SmallerImages();
        using var together = new Barrier(8);
        var threads = new List<Thread>();
        byte[]?[] made = new byte[]?[together.ParticipantCount];
        for (int request = 0; request < made.Length; request++)
        {
            int mine = request;
            threads.Add(new Thread(() =>
            {
                together.SignalAndWait();
                made[mine] = images.Of(Image(1), 20);
            }));
            threads[^1].Start();
        }

        threads.ForEach(thread => thread.Join());

        Assert.NotNull(made[0]);
        Assert.All(made, image => Assert.Same(made[0], image));
        Assert.Equal(1, images.Made);
    }

    [Fact]
    public void OtherImageAndOtherEdge_AreOthers()
    {
        var images = new SmallerImages();

        byte[]?[] made = [images.Of(Image(1), 20), images.Of(Image(2), 20), images.Of(Image(1), 21)];

        Assert.Equal(3, made.Select(image => Convert.ToBase64String(image!)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, images.Made);
    }

    [Fact]
    public void WhatCannotBeMadeSmaller_IsRememberedToo()
    {
        var images = new SmallerImages();

        Assert.Null(images.Of("AAAA"u8, 20));
        Assert.Null(images.Of("AAAA"u8, 20));
        Assert.Equal(1, images.Made);
    }

    [Fact]
    public void Memory_IsBounded_AndKeepsWhatIsAskedFor()
    {
        const int Most = 20_000; // of images of some 2,000 bytes each
        var images = new SmallerImages(Most);
        for (int seed = 1; seed <= 40; seed++)
        {
            Assert.NotNull(images.Of(Image(seed), 20));
            Assert.NotNull(images.Of(Image(0), 20));
            Assert.InRange(images.Held, 1, Most + 4_000);
        }

        Assert.Equal(41, images.Made);
        Assert.NotNull(images.Of(Image(1), 20));
        Assert.Equal(42, images.Made);
    }

    private static byte[] Image(int seed) => Encoding.ASCII.GetBytes(Convert.ToBase64String(PlainPng.Random(30, 30, 8, 2, seed).Write()));
}
