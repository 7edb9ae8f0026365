using System.Linq;
using System.Reflection;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>The files this project is built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
