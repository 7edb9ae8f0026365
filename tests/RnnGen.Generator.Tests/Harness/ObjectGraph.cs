using System;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RnnGen.Generator.Tests.Harness;

/// <summary>Everything reachable from an object through fields.</summary>
internal static class ObjectGraph
{
    /// <summary>Asserts that a value that crosses the equality barrier holds nothing of the compiler.</summary>
    public static void AssertFreeOfRoslyn(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(object Node, string Path)>([(root, root.GetType().Name)]);
        while (open.TryDequeue(out (object Node, string Path) item))
        {
            Type type = item.Node.GetType();
            Assert.False(IsRoslyn(type) || typeof(Delegate).IsAssignableFrom(type), item.Path + " is a " + type.FullName);
            if (type.IsPrimitive || type.IsEnum || item.Node is string || (!type.IsValueType && !seen.Add(item.Node)))
                continue;
            if (item.Node is Array array)
                foreach (object? element in array)
                    Visit(element, item.Path + "[]");
            for (Type? part = type; part is not null; part = part.BaseType)
                foreach (FieldInfo field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(item.Node), item.Path + "." + field.Name);
        }

        void Visit(object? node, string path)
        {
            if (node is not null and not Pointer)
                open.Enqueue((node, path));
        }
    }

    public static bool IsRoslyn(Type type) => type.Assembly == typeof(ISymbol).Assembly || type.Assembly == typeof(CSharpCompilation).Assembly;
}
