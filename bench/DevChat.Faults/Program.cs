using DevChat.Faults.Command;

return await FaultsCommand.RunAsync(args);
