using System;
using System.Collections.Generic;
using System.Reflection;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Everything reachable from an object through fields.</summary>
internal static class ObjectGraph
{
    /// <summary>The first path to an object of a forbidden type, or null.</summary>
    public static string? FindPath(object root, Func<Type, bool> forbidden)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(object Node, string Path)>([(root, root.GetType().Name)]);
        while (open.TryDequeue(out var item))
        {
            Type type = item.Node.GetType();
            if (forbidden(type))
                return item.Path + " : " + type.FullName;
            if (type.IsPrimitive || type.IsEnum || item.Node is string || (!type.IsValueType && !seen.Add(item.Node)))
                continue;
            if (item.Node is Array { Length: > 0 } array)
                foreach (object? element in array)
                    Visit(element, item.Path + "[]");
            for (Type? part = type; part is not null; part = part.BaseType)
                foreach (FieldInfo field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(item.Node), item.Path + "." + field.Name);
        }

        return null;

        void Visit(object? node, string path)
        {
            if (node is not null and not Pointer)
                open.Enqueue((node, path));
        }
    }
}
