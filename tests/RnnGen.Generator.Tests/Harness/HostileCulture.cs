using System;
using System.Globalization;

namespace RnnGen.Generator.Tests.Harness;

/// <summary>A culture that prints -1.5 as "−1,5" (minus sign U+2212) and compares and cases like Turkish, for as long as it is not disposed.</summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture, uiCulture = CultureInfo.CurrentUICulture;

    public HostileCulture()
    {
        var hostile = (CultureInfo)CultureInfo.GetCultureInfo("tr-TR").Clone();
        hostile.NumberFormat.NegativeSign = "\u2212";
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        hostile.NumberFormat.NumberGroupSeparator = ".";
        hostile.NumberFormat.NaNSymbol = "ikke tall";
        hostile.NumberFormat.PositiveInfinitySymbol = "uendelig";
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = hostile;
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
}
