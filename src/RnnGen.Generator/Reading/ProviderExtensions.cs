using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Reading;

internal static class ProviderExtensions
{
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class => values.Where(static value => value is not null)!;
}
