using System.Text;
using Router.Protocol.Counting;

namespace Router.Protocol.Tests.Counting;

public sealed class MediaTokensTests
{
    public static TheoryData<string> Formats() =>
        new(Picture.Png(1000, 750), Picture.Gif(1000, 750), Picture.Jpeg(1000, 750), Picture.Jpeg(1000, 750, 0xC0), Picture.WebPLossy(1000, 750), Picture.WebPLossless(1000, 750), Picture.WebPExtended(1000, 750));

    [Theory]
    [MemberData(nameof(Formats))]
    public void EveryFormat_IsCountedByItsPixels(string base64) => Assert.Equal(1000, Image(base64));

    [Theory]
    [InlineData(200, 200, 54)]
    [InlineData(1092, 1092, 1590)]
    [InlineData(1568, 500, 1046)]
    [InlineData(3136, 1000, 1046)]
    [InlineData(8000, 8000, 1600)]
    [InlineData(2_000_000_000, 2_000_000_000, 1600)]
    [InlineData(1, 1, 1)]
    [InlineData(1_000_000, 1, 1)]
    public void Size_IsScaledAndCapped(int width, int height, long tokens) => Assert.Equal(tokens, Image(Picture.Png(width, height)));

    [Theory]
    [InlineData("")]
    [InlineData("iVBORw0KGgo")]
    [InlineData("/9j/")]
    [InlineData("R0lGODlh")]
    [InlineData("UklGRgAAAABXRUJQVlA4WA")]
    [InlineData("not base64 at all, with blanks and ümlauts in between to be long enough")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void PictureThatCannotBeRead_CostsTheMost(string base64) => Assert.Equal(MediaTokens.UnknownImage, Image(base64));

    [Fact]
    public void CutPictures_NeverThrow()
    {
        foreach (string base64 in Formats().Select(row => row.Data))
        {
            for (int length = 0; length <= base64.Length; length++)
            {
                Assert.InRange(Image(base64[..length]), 1, MediaTokens.UnknownImage);
            }
        }
    }

    [Theory]
    [InlineData(0, 2_000)]
    [InlineData(60_000, 2_000)]
    [InlineData(70_000, 4_000)]
    [InlineData(100_000_000, 200_000)]
    public void Pdf_IsCountedByItsSize(int letters, long tokens) => Assert.Equal(tokens, MediaTokens.OfPdf(new byte[letters]));

    private static long Image(string base64) => MediaTokens.OfImage(Encoding.UTF8.GetBytes(base64));
}
