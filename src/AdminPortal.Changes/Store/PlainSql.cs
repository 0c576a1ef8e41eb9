using System.Data.Common;

namespace AdminPortal.Changes.Store;

/// <summary>Questions in plain SQL, for <see cref="PortalStore.ReadPlainlyAsync"/>; the names are quoted as both engines know them.</summary>
internal static class PlainSql
{
    /// <summary>A question with its values.</summary>
    /// <param name="connection">Where it is asked; open.</param>
    /// <param name="sql">The statement, which names its values with an @ before them.</param>
    /// <param name="values">The values by their names, without the @.</param>
    public static DbCommand Ask(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
