using System.Threading;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>The compiler of one model.</summary>
internal static class ModelCompiler
{
    public static GeneratedSource Compile((ModelSpec Model, BuiltInEquations BuiltIns) source, CancellationToken token) =>
        new(source.Model.Type.HintName + ".g.cs", "");
}
