"""The run-time judge: serves an app, notes which thread ran each blocking call, and says what that means."""
