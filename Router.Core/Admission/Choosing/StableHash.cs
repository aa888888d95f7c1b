namespace Router.Core.Admission.Choosing;

/// <summary>A hash that is the same in every process, so that nodes agree without asking each other.</summary>
public static class StableHash
{
    /// <summary>FNV-1a over the UTF-16 units, with its bits mixed (the low ones of FNV-1a alone are poor).</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    /// <summary>The hash as a number from 0 up to, not including, 1: a session's own "random" number for <see cref="TargetChooser"/>.</summary>
    public static double Fraction(string text) => (Of(text) >> 11) / (double)(1UL << 53);
}
