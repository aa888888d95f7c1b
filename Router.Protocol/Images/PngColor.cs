namespace Router.Protocol.Images;

/// <summary>What the samples of a PNG's pixels are; the numbers are those of the file.</summary>
internal enum PngColor
{
    /// <summary>One sample of 1 to 16 bits.</summary>
    Gray = 0,

    /// <summary>Three samples of 8 or 16 bits.</summary>
    Rgb = 2,

    /// <summary>One number of 1 to 8 bits, of an entry in the palette.</summary>
    Palette = 3,

    /// <summary>Gray and alpha, of 8 or 16 bits.</summary>
    GrayAlpha = 4,

    /// <summary>Four samples of 8 or 16 bits.</summary>
    Rgba = 6,
}
